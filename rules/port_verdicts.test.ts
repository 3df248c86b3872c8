import { describe, expect, it } from 'vitest';
import { runMatrix, toCorpusTest, type CorpusTest } from '../common/coverage';
import type { EventStyle, SourceDocument } from '../common/detection';
import { portAgreement } from '../public/pages/coverage/port_agreement';
import { toShippedRule } from '../scripts/coverage/shipped_rules';
import { packageRules } from '../scripts/package_rules';
import { packageScenarios } from '../scripts/package_scenarios';
import { findPorts } from '../server/rules/find_rule_content';

/** What the original of a port finds in the events of one test, written after the original's text and not after ours. */
type Original = (events: readonly SourceDocument[], style: EventStyle) => boolean;

const text = (event: SourceDocument, field: string): string => String([event[field]].flat()[0] ?? '');
const has = (event: SourceDocument, field: string, value: string): boolean => [event[field]].flat().includes(value);
const isFile = (event: SourceDocument): boolean => has(event, 'event.category', 'file');
const isStart = (event: SourceDocument): boolean => has(event, 'event.category', 'process') && has(event, 'event.type', 'start');

/** Kusto's `has`: the pattern stands in the text, case-blind, and no letter or digit goes on where its own ends are one. */
function kustoHas(haystack: string, pattern: string): boolean {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const before = /^[a-z0-9]/i.test(pattern) ? '(?<![a-z0-9])' : '';
  const after = /[a-z0-9]$/i.test(pattern) ? '(?![a-z0-9])' : '';
  return new RegExp(`${before}${escaped}${after}`, 'i').test(haystack);
}
const hasAny = (haystack: string, patterns: readonly string[]): boolean => patterns.some((pattern) => kustoHas(haystack, pattern));

function mostOfOneKey(events: readonly SourceDocument[], keyOf: (event: SourceDocument) => string): number {
  const counts = new Map<string, number>();
  for (const event of events) counts.set(keyOf(event), (counts.get(keyOf(event)) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

const stagingPaths = ['\\Temp\\', '\\tmp\\', '\\AppData\\Local\\Temp\\', '\\AppData\\Roaming\\', '\\ProgramData\\', '\\Users\\Public\\', '\\Windows\\Temp\\'];
const isWindows = (event: SourceDocument): boolean => text(event, 'host.os.type') === 'windows';

const originals: Readonly<Record<string, Original>> = {
  'staging-watch-port-sentinel-bulk': (events) =>
    mostOfOneKey(
      events.filter((event) => isWindows(event) && isFile(event) && (has(event, 'event.type', 'creation') || text(event, 'event.action') === 'modification') && hasAny(text(event, 'file.path'), stagingPaths)),
      (event) => JSON.stringify([text(event, 'host.name'), text(event, 'user.name'), text(event, 'process.entity_id'), text(event, 'file.path')])
    ) >= 10,
  'staging-watch-port-sentinel-archive': (events) =>
    events.some((event) => isWindows(event) && isFile(event) && has(event, 'event.type', 'creation') && hasAny(text(event, 'file.path'), stagingPaths) && hasAny(text(event, 'file.name'), ['.zip', '.7z', '.rar', '.tar', '.gz', '.cab', '.iso'])),
  'staging-watch-port-sentinel-copy-command': (events) =>
    events.some((event) => {
      const command = text(event, 'process.command_line');
      const copies = hasAny(command, ['robocopy', 'xcopy', 'copy /', 'Copy-Item', 'cp -r']);
      return isStart(event) && ['robocopy.exe', 'xcopy.exe', 'cmd.exe', 'powershell.exe'].includes(text(event, 'process.name').toLowerCase()) && copies && hasAny(command, stagingPaths);
    }),
  /* `stats … by CommandLine` drops the rows of files, which have none. */
  'staging-watch-port-splunk-aggregate': (events) =>
    mostOfOneKey(
      events.filter((event) => {
        const command = text(event, 'process.command_line').toLowerCase();
        return isStart(event) && ['robocopy', 'xcopy', 'copy /', 'copy-item'].some((verb) => command.includes(verb)) && ['\\temp\\', '\\tmp\\', '\\public\\', '\\programdata\\'].some((folder) => command.includes(folder));
      }),
      (event) => JSON.stringify([text(event, 'host.name'), text(event, 'user.name'), text(event, 'process.executable'), text(event, 'process.command_line')])
    ) >= 5,
  'staging-watch-port-sigma': (events, style) =>
    style !== 'elastic_defend' &&
    events.some(
      (event) =>
        isStart(event) && text(event, 'process.executable').toLowerCase().endsWith('\\powershell.exe') && text(event, 'process.command_line').toLowerCase().includes('disovery.bat') && text(event, 'process.parent.executable').toLowerCase().endsWith('\\wsmprovhost.exe')
    ),
};

const shipped = packageRules().rules;
const contents = shipped.filter(({ seed }) => seed === 'port');
const tests = packageScenarios().scenarios.map(toCorpusTest);
const matrix = { rules: shipped.filter(({ seed }) => seed !== 'own').map(toShippedRule), tests };
const cells = runMatrix({ ...matrix, ranAt: '' });
const eventsOf = (test: CorpusTest | undefined, style: EventStyle): readonly SourceDocument[] => test?.events[style] ?? [];

describe('the originals of ports', () => {
  it('are written out for each port', () => expect(Object.keys(originals).sort()).toEqual(contents.map(({ rule_id }) => rule_id).sort()));

  it.each(contents.map(({ rule_id, port }) => [rule_id, port?.verdict_differences ?? []] as const))('%s decide as ours where no difference is listed, and otherwise as listed', (ruleId, listed) => {
    const differing = cells.flatMap(({ ruleId: of, testId, results }) => {
      if (of !== ruleId) return [];
      const test = tests.find((candidate) => candidate.testId === testId);
      return results.flatMap(({ style, verdict }) => {
        if (verdict === 'not_applicable') return [];
        const original = originals[ruleId]?.(eventsOf(test, style), style) === true ? 'detected' : 'missed';
        const ours = verdict === 'detected' || verdict === 'alerted' ? 'detected' : 'missed';
        return original === ours ? [] : [`${testId}: original ${original}, ours ${ours}`];
      });
    });
    expect([...new Set(differing)].sort()).toEqual(listed.map(({ test, original, ours }) => `${test}: original ${original}, ours ${ours}`).sort());
  });

  it.each(findPorts(shipped).ports.filter(({ originalRuleId }) => originalRuleId !== undefined).map((found) => [found.ruleId, found] as const))('%s differs as listed from the rule that does what its original does', (_, found) => {
    const { verdicts, counts } = portAgreement(found, { rules: matrix.rules.map(({ rule }) => rule), tests, cells });
    expect(counts.listed).toBeGreaterThan(0);
    expect(verdicts.filter(({ outcome, isOutdated }) => outcome === 'unlisted' || outcome === 'unknown' || isOutdated)).toEqual([]);
  });
});
