import { describe, expect, it } from 'vitest';
import { EventRates } from './event_rates';
import type { JobResult, RuleAlert } from './job_result';
import { JobPool } from './job_pool';
import { mergeJobs } from './merge_jobs';
import { readNoiseRules } from './noise_rules';
import { noiseJobs, noiseSetup } from './noise_setup';
import { runJob } from './run_job';
import { runNoise, type DoJob } from './run_noise';

const rules = readNoiseRules();

/** One office machine of each sensor: jobs of two hosts' days that take seconds. */
const setup = (() => {
  const full = noiseSetup(rules, { hosts: 10, days: 2, seed: 'merge', isJson: false });
  const few = full.hosts.filter(({ role, style }, index) => role === 'office' && full.hosts.findIndex((host) => host.role === 'office' && host.style === style) === index);
  return { ...full, jobs: noiseJobs(few) };
})();

describe('noiseJobs', () => {
  it('gives every host to one job, of its own sensor, in an order that does not hang on the number of hosts', () => {
    const { hosts } = noiseSetup(rules, { hosts: 23, days: 1, seed: 'jobs', isJson: false });
    const jobs = noiseJobs(hosts);
    expect(jobs.flatMap((job) => job.hosts.map(({ index }) => index)).sort((one, other) => one - other)).toEqual(hosts.map(({ index }) => index));
    expect(jobs.every((job) => job.hosts.every(({ style }) => style === job.style))).toBe(true);
    expect(noiseJobs(hosts.slice(0, 10))[0]).toEqual(jobs[0]);
  });
});

describe('runNoise', () => {
  const results = setup.jobs.map((job) => runJob(setup, job));
  const events = results.reduce((sum, { written }) => sum + written, 0);

  it('puts the same together whichever job is done first', async () => {
    expect(setup.jobs).toHaveLength(2);
    expect(events).toBeGreaterThan(10_000);
    const late: DoJob = (_, number) => new Promise((resolve) => void setTimeout(() => resolve(results[number] as JobResult), number === 0 ? 20 : 0));
    const inOrder = mergeJobs(setup, results);
    expect(inOrder.written).toBe(events);
    expect([...inOrder.rules.values()].some(({ withExclusions }) => withExclusions.size > 0)).toBe(true);
    expect(await runNoise(setup.jobs, setup, late)).toEqual(inOrder);
  });

  it('finds what each rule finds when it is searched alone', () => {
    const [job] = setup.jobs;
    if (!job) throw new Error('no job');
    const together = results[0] as JobResult;
    const found = new Set([...together.days.flat().map(({ ruleId }) => `with_exclusions ${ruleId}`), ...[...together.withoutExclusions].filter(([, counts]) => counts.size > 0).map(([ruleId]) => `without_exclusions ${ruleId}`)]);
    const searches = setup.searches.filter(({ counted, noiseRule }) => counted === 'seed_sequence' || found.has(`${counted} ${noiseRule?.content.rule_id ?? ''}`));
    expect(searches.length).toBeGreaterThan(3);
    for (const search of searches.filter((_, place) => place % 3 === 0 || place === searches.length - 1)) {
      const alone = runJob({ ...setup, searches: [search] }, job);
      const ruleId = search.noiseRule?.content.rule_id ?? '';
      if (search.counted === 'with_exclusions') expect(alone.days).toEqual(together.days.map((day) => day.filter((alert) => alert.ruleId === ruleId)));
      if (search.counted === 'without_exclusions') expect(alone.withoutExclusions.get(ruleId)).toEqual(together.withoutExclusions.get(ruleId));
      if (search.counted === 'seed_sequence') expect(alone.seedAlerts).toEqual(together.seedAlerts);
    }
  });

  it('finds the same in threads', async () => {
    const options = { hosts: 1, days: 1, seed: 'threads', isJson: false };
    const one = noiseSetup(rules, options);
    const jobs = noiseJobs(one.hosts);
    const pool = new JobPool(options, jobs.length);
    const inThreads = await runNoise(jobs, one, pool.doJob).finally(() => pool.close());
    expect(inThreads).toEqual(mergeJobs(one, jobs.map((job) => runJob(one, job))));
  });

  it('tells of a thread that cannot do a job', async () => {
    const pool = new JobPool({ hosts: 1, days: 1, seed: 'threads', isJson: false }, 1);
    await expect(Promise.resolve(pool.doJob({ style: 'sysmon', hosts: [] }, 99))).rejects.toThrow('no job 99');
    await pool.close();
  });
});

describe('mergeJobs', () => {
  const newTerms = rules.find(({ content }) => content.type === 'new_terms')?.content.rule_id ?? '';
  const alert = (day: number, key: string, tests: readonly string[] = []): RuleAlert => ({ ruleId: newTerms, key: [key], tests: new Set(tests), origin: { host: 0, day, piece: 0, atMs: day * 86_400_000, weight: 1 } });
  const job = (...days: RuleAlert[][]): JobResult => ({ days, withoutExclusions: new Map(), hostDays: new Map(), rates: new Map(), firstEvents: new Map(), seedAlerts: new Map(), refusals: new Map(), written: 1 });
  const newOnes = (...jobs: JobResult[]): number | undefined => mergeJobs(setup, jobs).rules.get(newTerms)?.withExclusions.get('office');

  it("takes a value for new only where no job's earlier day has it; the first day only fills the history", () => {
    expect(newOnes(job([alert(0, 'a')], [alert(1, 'a'), alert(1, 'b')]), job([], [alert(1, 'b'), alert(1, 'c')]))).toBe(2);
    expect(newOnes(job([alert(0, 'a')], []), job([], [alert(1, 'a')]))).toBeUndefined();
  });

  it('adds up rates of the same role', () => {
    const rates = new EventRates();
    rates.add({ atMs: 0, ingestedAtMs: 0, weight: 3, document: { 'event.type': ['creation'], 'file.path': 'C:\\Temp\\a.zip', 'file.extension': 'zip', 'process.name': 'A.exe' } });
    const one = { ...job([], []), rates: new Map([['office', rates] as const]) };
    const merged = mergeJobs(setup, [one, one]).ratesOf('office');
    expect([merged.events, merged.written, merged.secondEvents, merged.writers.get('a.exe')]).toEqual([6, 2, 6, 6]);
    expect(rates.events).toBe(3);
  });
});
