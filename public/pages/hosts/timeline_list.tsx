import { EuiScreenReaderOnly, useEuiTheme } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { useGetHostTimeline, type HostTimeline } from '../../data';
import { useDates } from '../../services';
import type { TimelineState } from './host_timeline_page';
import { timelineItems, type TimelineItem } from './timeline_items';
import { timelineListStyles } from './timeline_list.styles';
import { TimelineRowLine } from './timeline_row_line';

/** Height of a row before it is measured, in pixels. */
const usualRowHeightPx = 40;

export interface TimelineListProps {
  readonly timeline: HostTimeline;
  readonly state: TimelineState;
  readonly at: string;
}

/** The rows, virtualised on a plain list: only those in sight are in the document, each knowing its place among all. */
export function TimelineList({ timeline, state, at }: TimelineListProps): ReactElement {
  const theme = useEuiTheme();
  const styles = useMemo(() => timelineListStyles(theme), [theme]);
  const { items, isOpening, toggle } = useItems({ timeline, state, at });
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({ count: items.length, getScrollElement: () => scroller.current, estimateSize: () => usualRowHeightPx, overscan: 10, getItemKey: (index) => items[index]?.key ?? index });
  const focusedIndex = items.findIndex((item) => item.kind === 'row' && item.isFocused);
  const startIndex = focusedIndex >= 0 ? focusedIndex : nearestIndex(items, at);
  const scrolled = useRef(false);
  useEffect(() => {
    if (scrolled.current || startIndex < 0) return;
    scrolled.current = true;
    virtualizer.scrollToIndex(startIndex, { align: 'center' });
  }, [startIndex, virtualizer]);
  return (
    <>
      <EuiScreenReaderOnly>
        <p aria-live="polite" data-test-subj="stagingWatchTimelineCount">
          {announcement(items, focusedIndex)}
        </p>
      </EuiScreenReaderOnly>
      <div ref={scroller} css={styles.timelineList} role="region" aria-label={listLabel()} aria-busy={isOpening} tabIndex={0} data-test-subj="stagingWatchTimeline">
        <ol css={styles.timelineList__items} style={{ blockSize: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const item = items[index];
            return item === undefined ? null : (
              <li key={String(key)} ref={virtualizer.measureElement} data-index={index} aria-setsize={items.length} aria-posinset={index + 1} css={styles.timelineList__item} style={{ transform: `translateY(${start}px)` }}>
                <Line item={item} styles={styles} isOpening={isOpening} onToggle={toggle} />
              </li>
            );
          })}
        </ol>
      </div>
    </>
  );
}

function useItems({ timeline, state, at }: TimelineListProps): { readonly items: readonly TimelineItem[]; readonly isOpening: boolean; readonly toggle: (id: string) => void } {
  const dates = useDates();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const unfolded = useGetHostTimeline({ hostId: state.id, hostName: state.name, at, spanMinutes: Number(state.span), fold: 'false' }, { enabled: open.size > 0 });
  const items = useMemo(
    () => timelineItems(timeline.rows, { open, singles: unfolded.data?.rows, hiddenLanes: new Set(state.without), focus: state.focus, dayOf: dates.day }),
    [timeline, open, unfolded.data, state.without, state.focus, dates]
  );
  const toggle = (id: string): void =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return { items, isOpening: open.size > 0 && unfolded.isLoading, toggle };
}

interface LineProps {
  readonly item: TimelineItem;
  readonly styles: ReturnType<typeof timelineListStyles>;
  readonly isOpening: boolean;
  readonly onToggle: (id: string) => void;
}

function Line({ item, styles, isOpening, onToggle }: LineProps): ReactElement {
  const dates = useDates();
  if (item.kind === 'row') return <TimelineRowLine item={item} styles={styles} isOpening={isOpening} onToggle={() => onToggle(item.row.id)} />;
  return (
    <h2 css={styles.timelineList__day}>
      <strong>{dates.day(item.at)}</strong>
    </h2>
  );
}

/** The first row at or after the moment, for a link without an event in focus. */
function nearestIndex(items: readonly TimelineItem[], at: string): number {
  const moment = Date.parse(at);
  const index = items.findIndex((item) => item.kind === 'row' && Date.parse(item.row.occurredAt) >= moment);
  return index < 0 ? items.length - 1 : index;
}

const listLabel = (): string => i18n.translate('stagingWatch.timeline.listAriaLabel', { defaultMessage: 'Rows of the host, oldest first' });

function announcement(items: readonly TimelineItem[], focusedIndex: number): string {
  const count = items.filter(({ kind }) => kind === 'row').length;
  return i18n.translate('stagingWatch.timeline.announcementLabel', {
    defaultMessage: '{count, plural, one {# row} other {# rows}}{focused, select, yes {, the event in focus is row {number, number}} other {}}',
    values: { count, focused: focusedIndex >= 0 ? 'yes' : 'no', number: focusedIndex + 1 },
  });
}
