import { dateMath, oneOf, optionalText, severalOf, texts, wholeNumber, writeUrlState, type UrlParameter, type UrlState } from './url_state';

/** What the URL of each page holds: known here, because pages link to one another but do not import one another. */

/** `kind:id`, e.g. `alert:<uuid>`: which flyout is open. */
function flyoutOf(kind: string): UrlParameter<string | undefined> {
  const prefix = `${kind}:`;
  return {
    fallback: undefined,
    read: ([value = '']) => (value.startsWith(prefix) && value.length > prefix.length && value.length <= prefix.length + 256 ? value.slice(prefix.length) : undefined),
    write: (id) => (id === undefined ? [] : [`${prefix}${id}`]),
  };
}

export const alertsUrl = {
  from: dateMath('now-24h'),
  to: dateMath('now'),
  status: severalOf(['open', 'acknowledged', 'closed'], ['open']),
  rule: texts,
  host: texts,
  /** Alerts of an exercise. */
  tests: oneOf(['hide', 'show', 'only'], 'hide'),
  sort: oneOf(['created', 'severity', 'status', 'rule', 'host'], 'created'),
  order: oneOf(['asc', 'desc'], 'desc'),
  page: wholeNumber(1, 1, 400),
  perPage: oneOf(['10', '25', '50', '100'], '25'),
  /** Seconds between two looks; 0 is never. */
  refresh: wholeNumber(0, 0, 86_400),
  flyout: flyoutOf('alert'),
};

export const hostsUrl = { from: dateMath('now-24h'), to: dateMath('now') };

const isoTime: UrlParameter<string | undefined> = {
  fallback: undefined,
  read: ([value = '']) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined),
  write: (value) => (value === undefined ? [] : [value]),
};

/** `<index>/<id>` or an alert's id. */
const eventReference: UrlParameter<string | undefined> = { ...optionalText, read: ([value = '']) => (value.length > 0 && value.length <= 1_024 ? value : undefined) };

export const hostTimelineUrl = {
  id: optionalText,
  name: optionalText,
  at: isoTime,
  span: oneOf(['5', '15', '60'], '15'),
  focus: eventReference,
  fold: oneOf(['true', 'false'], 'true'),
  /** Lanes that are not shown. */
  without: severalOf(['process', 'file', 'registry', 'alert'], []),
};

/** `rule`: only the exclusions of that rule. `page` is of the activity. */
export const tuningUrl = {
  page: wholeNumber(1, 1, 400),
  rule: optionalText,
  q: optionalText,
  state: severalOf(['on', 'off', 'locked'], []),
  strength: severalOf(['weak', 'fair', 'strong'], []),
  source: severalOf(['seed', 'project'], []),
};

export const rulesUrl = {
  q: optionalText,
  kind: severalOf(['event', 'sequence', 'query', 'threshold', 'new_terms', 'esql'], []),
  severity: severalOf(['critical', 'high', 'medium', 'low'], []),
  platform: severalOf(['windows', 'linux', 'macos'], []),
  seed: severalOf(['own', 'corrected', 'port', 'verbatim'], []),
  state: severalOf(['failing', 'partial', 'missing', 'deleted', 'waiting', 'not_enabled', 'running', 'edited'], []),
  sort: oneOf(['state', 'name', 'severity', 'lastRun', 'alerts'], 'state'),
  order: oneOf(['asc', 'desc'], 'asc'),
  group: oneOf(['none', 'state', 'kind', 'severity', 'platform', 'seed'], 'none'),
  flyout: flyoutOf('rule'),
  /** Of the open rule. */
  tab: oneOf(['about', 'triage', 'data', 'query', 'exclusions', 'port'], 'about'),
};
/** `flyout` is `cell:<style>/<rule>/<test>`; `rule`: the matrix of that rule alone. */
export const coverageUrl = { tab: oneOf(['matrix', 'ports'], 'matrix'), rule: optionalText, problems: oneOf(['true', 'false'], 'false'), compare: oneOf(['none', 'previous', 'exclusions_off'], 'none'), flyout: flyoutOf('cell') };

/** Address of a page inside the app, with the given state and the rest at its default. */
export const alertsPath = (state: Partial<UrlState<typeof alertsUrl>>): string => `/alerts${writeUrlState(alertsUrl, { ...defaultsOf(alertsUrl), ...state })}`;
export const hostTimelinePath = (state: Partial<UrlState<typeof hostTimelineUrl>>): string => `/hosts/timeline${writeUrlState(hostTimelineUrl, { ...defaultsOf(hostTimelineUrl), ...state })}`;
export const hostsPath = (state: Partial<UrlState<typeof hostsUrl>>): string => `/hosts${writeUrlState(hostsUrl, { ...defaultsOf(hostsUrl), ...state })}`;
export const coveragePath = (state: Partial<UrlState<typeof coverageUrl>>): string => `/coverage${writeUrlState(coverageUrl, { ...defaultsOf(coverageUrl), ...state })}`;
export const tuningPath = (state: Partial<UrlState<typeof tuningUrl>>): string => `/tuning${writeUrlState(tuningUrl, { ...defaultsOf(tuningUrl), ...state })}`;
export const rulesPath = (state: Partial<UrlState<typeof rulesUrl>>): string => `/rules${writeUrlState(rulesUrl, { ...defaultsOf(rulesUrl), ...state })}`;

function defaultsOf<D extends Readonly<Record<string, { readonly fallback: unknown }>>>(definition: D): UrlState<D> {
  return Object.fromEntries(Object.entries(definition).map(([name, { fallback }]) => [name, fallback])) as UrlState<D>;
}
