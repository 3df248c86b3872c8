import { EuiBadge, EuiButtonEmpty, EuiLink, EuiText, useEuiTheme } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import { useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { CellResult, CoverageCell, CoverageRule, CoverageTest } from '../../../common/coverage';
import { SeverityHealth } from '../../components/badges';
import { styleLabel } from '../../components/event_style';
import type { CoverageCellPlace, CoverageMatrix } from '../../data';
import { coverageStyles } from './coverage.styles';
import { moveInTable, type TablePlace } from './move_in_table';
import { kindLabel, platformLabel } from './test_words';
import { verdictColors, verdictIcons, verdictLabel, whyText } from './verdict_words';

export interface CoverageTableProps {
  readonly matrix: CoverageMatrix;
  readonly tests: readonly CoverageTest[];
  readonly changed: ReadonlySet<string>;
  readonly onOpen: (place: CoverageCellPlace) => void;
}

/** Key of a result in the set of those that changed. */
export const changeKey = ({ ruleId, testId, style }: CoverageCellPlace): string => JSON.stringify([ruleId, testId, style]);

/** Rows are tests, columns rules. One cell takes the tab key; arrows move between cells. */
export function CoverageTable({ matrix, tests, changed, onOpen }: CoverageTableProps): ReactElement {
  const rules = useMemo(() => byTestsDetected(matrix), [matrix]);
  const theme = useEuiTheme();
  const styles = useMemo(() => coverageStyles(theme), [theme]);
  const cells = useMemo(() => new Map(matrix.cells.map((cell) => [JSON.stringify([cell.ruleId, cell.testId]), cell])), [matrix.cells]);
  const body = useRef<HTMLTableSectionElement | null>(null);
  const [place, setPlace] = useState<TablePlace>({ row: 0, column: 0 });
  const size = { rows: tests.length, columns: rules.length };
  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>): void => {
    const to = moveInTable(place, event.key, size);
    if (to === undefined) return;
    event.preventDefault();
    setPlace(to);
    body.current?.querySelector<HTMLElement>(`[data-place="${to.row},${to.column}"] button`)?.focus();
  };
  return (
    <div css={styles.coverage__frame} role="region" tabIndex={0} aria-label={i18n.translate('stagingWatch.coverage.tableAriaLabel', { defaultMessage: 'Rules against tests' })}>
      <table css={styles.coverage__table} data-test-subj="stagingWatchCoverageTable">
        <thead>
          <tr>
            <th scope="col">
              <FormattedMessage id="stagingWatch.coverage.testColumnTitle" defaultMessage="Test" />
            </th>
            {rules.map((rule) => (
              <RuleHeader key={rule.ruleId} rule={rule} />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {tests.map((test, row) => (
            <tr key={test.testId} data-test-subj={`stagingWatchCoverageRow-${test.testId}`}>
              <TestHeader test={test} />
              {rules.map((rule, column) => (
                <td key={rule.ruleId} data-place={`${row},${column}`} onFocus={() => setPlace({ row, column })}>
                  <Cell cell={cells.get(JSON.stringify([rule.ruleId, test.testId]))} test={test} rule={rule} changed={changed} isInTabOrder={place.row === row && place.column === column} onOpen={onOpen} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              <FormattedMessage id="stagingWatch.coverage.detectedCountTitle" defaultMessage="Tests detected" />
            </th>
            {rules.map(({ ruleId }) => (
              <td key={ruleId}>{countDetected(tests, ruleId, cells)}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** Those that detect most come first, so that the first columns say something. */
function byTestsDetected({ rules, cells }: CoverageMatrix): readonly CoverageRule[] {
  const detected = new Map<string, number>();
  for (const { ruleId, results } of cells) if (results.some(({ verdict }) => verdict === 'detected')) detected.set(ruleId, (detected.get(ruleId) ?? 0) + 1);
  return [...rules].sort((one, other) => (detected.get(other.ruleId) ?? 0) - (detected.get(one.ruleId) ?? 0));
}

function countDetected(tests: readonly CoverageTest[], ruleId: string, cells: ReadonlyMap<string, CoverageCell>): number {
  return tests.filter(({ testId }) => cells.get(JSON.stringify([ruleId, testId]))?.results.some(({ verdict }) => verdict === 'detected')).length;
}

function RuleHeader({ rule }: { readonly rule: CoverageRule }): ReactElement {
  return (
    <th scope="col">
      <EuiText size="xs">{rule.name}</EuiText>
      <div>
        <SeverityHealth severity={rule.severity} />
      </div>
      {rule.buildingBlock && (
        <EuiBadge color="hollow">
          <FormattedMessage id="stagingWatch.coverage.buildingBlockLabel" defaultMessage="Building block" />
        </EuiBadge>
      )}
      {!rule.enabled && (
        <EuiBadge color="hollow">
          <FormattedMessage id="stagingWatch.coverage.notEnabledLabel" defaultMessage="Not enabled" />
        </EuiBadge>
      )}
    </th>
  );
}

function TestHeader({ test }: { readonly test: CoverageTest }): ReactElement {
  const isAddress = /^https:\/\/\S+$/.test(test.source);
  return (
    <th scope="row">
      <EuiText size="s">
        <strong>{test.testId}</strong> {test.title}
      </EuiText>
      <EuiBadge color="hollow">{kindLabel(test.kind)}</EuiBadge>
      <EuiBadge color="hollow">{platformLabel(test.platform)}</EuiBadge>
      <EuiText size="xs">
        {isAddress ? (
          <EuiLink href={test.source} target="_blank" external>
            <FormattedMessage id="stagingWatch.coverage.sourceLinkLabel" defaultMessage="Source of {test}" values={{ test: test.testId }} />
          </EuiLink>
        ) : (
          test.source
        )}
      </EuiText>
    </th>
  );
}

interface CellProps {
  readonly cell: CoverageCell | undefined;
  readonly test: CoverageTest;
  readonly rule: CoverageRule;
  readonly changed: ReadonlySet<string>;
  readonly isInTabOrder: boolean;
  readonly onOpen: (place: CoverageCellPlace) => void;
}

/** One button a verdict: styles that agree share one. */
function Cell({ cell, test, rule, changed, isInTabOrder, onOpen }: CellProps): ReactElement {
  const groups = groupByVerdict(cell?.results ?? []);
  return (
    <>
      {groups.map(({ first, styles }, index) => {
        const label = verdictLabel(first.verdict);
        const where = styles.map(styleLabel).join(', ');
        const why = whyText(first);
        const isChanged = styles.some((style) => changed.has(changeKey({ ruleId: rule.ruleId, testId: test.testId, style })));
        return (
          <div key={first.verdict}>
              <EuiButtonEmpty
                size="xs"
                flush="left"
                iconType={verdictIcons[first.verdict]}
                color={first.verdict === 'missed' && cell?.required === true ? 'danger' : verdictColors[first.verdict]}
                title={why === undefined ? where : `${where}: ${why}`}
                tabIndex={isInTabOrder && index === 0 ? 0 : -1}
                onClick={() => onOpen({ ruleId: rule.ruleId, testId: test.testId, style: first.style })}
                aria-label={i18n.translate('stagingWatch.coverage.cellAriaLabel', { defaultMessage: '{test}, {rule}, {where}: {verdict}', values: { test: test.testId, rule: rule.name, where, verdict: label } })}
                data-test-subj={`stagingWatchCoverageCell-${test.testId}-${rule.ruleId}-${first.style}`}
              >
                {groups.length > 1 ? i18n.translate('stagingWatch.coverage.cellStyleLabel', { defaultMessage: '{where}: {verdict}', values: { where, verdict: label } }) : label}
              </EuiButtonEmpty>
            {isChanged && (
              <EuiBadge color="primary">
                <FormattedMessage id="stagingWatch.coverage.changedLabel" defaultMessage="Changed" />
              </EuiBadge>
            )}
          </div>
        );
      })}
    </>
  );
}

function groupByVerdict(results: readonly CellResult[]): ReadonlyArray<{ readonly first: CellResult; readonly styles: ReadonlyArray<CellResult['style']> }> {
  const verdicts = [...new Set(results.map(({ verdict }) => verdict))];
  return verdicts.flatMap((verdict) => {
    const alike = results.filter((result) => result.verdict === verdict);
    const [first] = alike;
    return first === undefined ? [] : [{ first, styles: alike.map(({ style }) => style) }];
  });
}
