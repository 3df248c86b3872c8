interface QuickRange {
  readonly from: string;
  readonly to: string;
  readonly display: string;
}

const QUICK_RANGES: readonly QuickRange[] = [
  { from: 'now/d', to: 'now/d', display: 'Today' },
  { from: 'now/w', to: 'now/w', display: 'This week' },
  { from: 'now-15m', to: 'now', display: 'Last 15 minutes' },
  { from: 'now-30m', to: 'now', display: 'Last 30 minutes' },
  { from: 'now-1h', to: 'now', display: 'Last 1 hour' },
  { from: 'now-24h/h', to: 'now', display: 'Last 24 hours' },
  { from: 'now-7d/d', to: 'now', display: 'Last 7 days' },
  { from: 'now-30d/d', to: 'now', display: 'Last 30 days' },
  { from: 'now-90d/d', to: 'now', display: 'Last 90 days' },
  { from: 'now-1y/d', to: 'now', display: 'Last 1 year' },
];

/** What `uiSettings` answers where the host's configuration says nothing: the settings that pages about time and numbers ask for. */
export const defaultSettings: Readonly<Record<string, unknown>> = {
  dateFormat: 'MMM D, YYYY @ HH:mm:ss.SSS',
  'dateFormat:dow': 'Sunday',
  'dateFormat:scaled': [
    ['', 'HH:mm:ss.SSS'],
    ['PT1S', 'HH:mm:ss'],
    ['PT1M', 'HH:mm'],
    ['PT1H', 'YYYY-MM-DD HH:mm'],
    ['P1DT', 'YYYY-MM-DD'],
    ['P1YT', 'YYYY'],
  ],
  'dateFormat:tz': 'Browser',
  dateNanosFormat: 'MMM D, YYYY @ HH:mm:ss.SSSSSSSSS',
  'format:number:defaultPattern': '0,0.[000]',
  'format:bytes:defaultPattern': '0,0.[0]b',
  'format:percent:defaultPattern': '0,0.[000]%',
  'accessibility:disableAnimations': false,
  'timepicker:quickRanges': QUICK_RANGES,
  'timepicker:timeDefaults': { from: 'now-15m', to: 'now' },
  'timepicker:refreshIntervalDefaults': { pause: true, value: 60_000 },
};
