import { EuiSuperDatePicker, type EuiSuperDatePickerProps, type OnRefreshChangeProps } from '@elastic/eui';
import type { ReactElement } from 'react';

export interface TimeRangePickerProps {
  readonly from: string;
  readonly to: string;
  readonly dateFormat: string;
  /** As the setting `timepicker:quickRanges` has them. */
  readonly quickRanges: ReadonlyArray<{ readonly from: string; readonly to: string; readonly display: string }>;
  readonly isLoading: boolean;
  readonly onChange: (range: { readonly from: string; readonly to: string }) => void;
  readonly onRefresh: () => void;
  /** Seconds between two looks, 0 for never; left out where the page does not refresh by itself. */
  readonly refreshSeconds?: number;
  readonly onRefreshChange?: (seconds: number) => void;
}

/** EUI's date picker in the words of our URL. */
export function TimeRangePicker({ from, to, dateFormat, quickRanges, isLoading, onChange, onRefresh, refreshSeconds, onRefreshChange }: TimeRangePickerProps): ReactElement {
  const refresh: Partial<EuiSuperDatePickerProps> =
    refreshSeconds === undefined || onRefreshChange === undefined
      ? {}
      : {
          isPaused: refreshSeconds === 0,
          refreshInterval: (refreshSeconds === 0 ? 60 : refreshSeconds) * 1_000,
          onRefreshChange: ({ isPaused, refreshInterval }: OnRefreshChangeProps) => onRefreshChange(isPaused ? 0 : Math.max(1, Math.round(refreshInterval / 1_000))),
        };
  return (
    <EuiSuperDatePicker
      start={from}
      end={to}
      dateFormat={dateFormat}
      commonlyUsedRanges={quickRanges.map(({ from: start, to: end, display: label }) => ({ start, end, label }))}
      isLoading={isLoading}
      onTimeChange={({ start, end }) => onChange({ from: start, to: end })}
      onRefresh={onRefresh}
      width="auto"
      {...refresh}
      data-test-subj="stagingWatchTimeRange"
    />
  );
}
