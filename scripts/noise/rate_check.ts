import type { EventRates } from './event_rates';
import type { EnterpriseRole } from './host_mix';

/** One rate of the generator beside the one it is made after. */
export interface RateCheck {
  readonly what: string;
  readonly measured: number;
  readonly low: number;
  readonly high: number;
  /** As the reference gives it. */
  readonly reference: string;
  readonly isMet: boolean;
}

const tolerance = 0.3;

function near(what: string, measured: number, reference: number): RateCheck {
  return within(what, measured, { low: reference * (1 - tolerance), high: reference * (1 + tolerance), reference: String(reference) });
}

function within(what: string, measured: number, { low, high, reference }: { readonly low: number; readonly high: number; readonly reference: string }): RateCheck {
  return { what, measured, low, high, reference, isMet: measured >= low && measured <= high };
}

const writerShares = { 'wermgr.exe': 67, 'powershell.exe': 11, 'mscorsvw.exe': 9, 'svchost.exe': 4, 'msedge.exe': 1.5 } as const;
const extensionShares = { tmp: 98, dat: 1.3, zip: 0.7 } as const;

/** The lab sessions beside `detection-content.md` E.1, ± 30 %. `hours` are host-hours. */
export function checkMeasuredRates(rates: EventRates, hours: number): RateCheck[] {
  const share = (part: number, whole: number): number => (100 * part) / whole;
  return [
    near('process starts per host-hour', rates.processStarts / hours, 282),
    near('file creations per host-hour', rates.fileCreations / hours, 1_039),
    near('staging creations per host-hour', rates.stagingCreations / hours, 679),
    near('staging share of creations, %', share(rates.stagingCreations, rates.fileCreations), 65),
    near("seed's second events per host-hour", rates.secondEvents / hours, 93),
    ...Object.entries(writerShares).map(([name, reference]) => near(`staging files by ${name}, %`, share(rates.writers.get(name) ?? 0, rates.stagingCreations), reference)),
    ...Object.entries(extensionShares).map(([name, reference]) => near(`second events with .${name}, %`, share(rates.extensions.get(name) ?? 0, rates.secondEvents), reference)),
  ];
}

type Range = readonly [low: number, high: number];

/** `detection-content.md` E.2, a host and day. Servers: the row of WinRM-managed servers. */
const estimates: Readonly<Record<EnterpriseRole, { readonly staging: Range; readonly firstEvents: Range; readonly seedAlerts: Range }>> = {
  office: { staging: [3_000, 8_000], firstEvents: [2, 10], seedAlerts: [1, 8] },
  server: { staging: [2_000, 10_000], firstEvents: [5, 50], seedAlerts: [2, 20] },
  patch_day: { staging: [20_000, 60_000], firstEvents: [30, 100], seedAlerts: [20, 80] },
  developer: { staging: [50_000, 300_000], firstEvents: [50, 400], seedAlerts: [30, 200] },
  build_agent: { staging: [500_000, 3_000_000], firstEvents: [1_000, 5_000], seedAlerts: [500, Infinity] },
};

/** What a role was counted to do, a host and day. */
export interface RoleRates {
  readonly staging: number;
  readonly firstEvents: number;
  readonly seedAlerts: number;
}

/** A role beside E.2's ranges. */
export function checkEstimatedRates(role: EnterpriseRole, rates: RoleRates): RateCheck[] {
  const { staging, firstEvents, seedAlerts } = estimates[role];
  const range = (what: string, measured: number, [low, high]: Range): RateCheck => within(`${role}: ${what} per host-day`, measured, { low, high, reference: high === Infinity ? `${low}+` : `${low}–${high}` });
  return [range('staging creations', rates.staging, staging), range("seed's first events", rates.firstEvents, firstEvents), range("seed sequence's alerts", rates.seedAlerts, seedAlerts)];
}
