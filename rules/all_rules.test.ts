import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { seedExclusions, seedSequenceRuleId } from '../common/exclusions';
import type { JsonObject } from '../common/query_dsl';
import { runRule } from '../common/rule_run';
import { toEventIndices } from '../fixtures/source_mappings';
import { checkRule, isNamed, readRulesUnderCheck, type RuleUnderCheck } from '../scripts/check_rules';

const rules = readRulesUnderCheck();
const rulesDirectory = import.meta.dirname;
const seeds = path.resolve(rulesDirectory, '../../shared/seeds');
const recorded = path.resolve(rulesDirectory, '../../shared/telemetry/recorded/ecs_events.ndjson.gz');

/** Offenders are named, so that one run shows all of them. */
function offenders(isWrong: (rule: RuleUnderCheck) => boolean): string[] {
  return rules.filter(isWrong).map(({ content }) => content.rule_id);
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

describe('every rule', () => {
  it('has an id and a name of its own', () => {
    expect(repeated(rules.map(({ content }) => content.rule_id))).toEqual([]);
    expect(repeated(rules.map(({ content }) => content.name))).toEqual([]);
  });

  it('lies in a folder that names platform and tactic', () => {
    const wrong = rules.filter(({ directory, content }) => {
      const [platform = '', slug = ''] = path.relative(rulesDirectory, directory).split(path.sep);
      const tactics = content.threat.map(({ tactic }) => tactic.name.toLowerCase().replaceAll(' ', '_'));
      return !['windows', 'linux', 'macos', 'cross_platform'].includes(platform) || !tactics.some((tactic) => slug.startsWith(`${tactic}_`));
    });
    expect(wrong.map(({ directory }) => directory)).toEqual([]);
  });

  it('is mapped to data staging and carries the tag alerts are found by', () => {
    expect(offenders(({ content }) => !content.threat.some(({ technique }) => technique.some(({ id }) => id === 'T1074')))).toEqual([]);
    expect(offenders(({ content }) => !content.tags.includes('Staging Watch'))).toEqual([]);
  });

  it('has a risk score that fits its severity', () => {
    const scores = { low: [1, 46], medium: [47, 72], high: [73, 98], critical: [99, 100] } as const;
    expect(offenders(({ content: { severity, risk_score: score } }) => score < scores[severity][0] || score > scores[severity][1])).toEqual([]);
  });
});

const isVerbatim = ({ content }: RuleUnderCheck): boolean => content.seed === 'verbatim';
const named = (chosen: readonly RuleUnderCheck[]): Array<readonly [string, RuleUnderCheck]> => chosen.map((rule) => [rule.content.rule_id, rule]);

describe('a rule of ours, a port or a corrected seed', () => {
  it.each(named(rules.filter((rule) => !isVerbatim(rule))))('%s has nothing that the checks of rules/README.md refuse', (_, rule) => {
    expect(checkRule(rule).map(({ fault, message }) => `${fault}: ${message}`)).toEqual([]);
  });
});

describe('a verbatim seed', () => {
  it.each(named(rules.filter(isVerbatim)))('%s names the faults it keeps, and its evidence is true', (_, rule) => {
    const problems = checkRule(rule);
    expect(problems.filter(({ fault }) => ['unreadable', 'evidence_false'].includes(fault))).toEqual([]);
    expect(problems.filter((problem) => !isNamed(problem, rule.content.known_faults)).map(({ message }) => message)).toEqual([]);
  });
});

describe.skipIf(!fs.existsSync(seeds))('the seeds', () => {
  const seedText = (file: string, first: number, last: number): string => fs.readFileSync(path.join(seeds, file), 'utf8').split('\n').slice(first - 1, last).join('\n');
  const rule = (id: string): RuleUnderCheck['content'] => {
    const found = rules.find(({ content }) => content.rule_id === id);
    if (!found) throw new Error(`${id} is missing`);
    return found.content;
  };

  it('are installed byte for byte', () => {
    expect(rule(seedSequenceRuleId).query).toBe(seedText('elastic-eql-t1074-001.txt', 22, 40));
    expect(rule('staging-watch-seed-kibana-query').query).toBe(seedText('sigma-and-kibana-kql-t1074-001.md', 92, 95));
  });

  it('stand beside their ports, corrected and not, byte for byte', () => {
    const ports = rules.flatMap(({ content }) => (content.port ? [{ id: content.rule_id, ...content.port.original }] : []));
    const wrong = ports.filter(({ document, lines, text }) => {
      const [first = 0, last = 0] = lines.split('-').map(Number);
      return seedText(document, first, last) !== text;
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect([...new Set(ports.map(({ document }) => document))].sort()).toEqual(['sentinel-kql-t1074.txt', 'sigma-and-kibana-kql-t1074-001.md', 'splunk-spl-t1074.txt']);
  });

  it('read the tables that the sequence names, literally', () => {
    const lines = fs.readFileSync(path.join(seeds, 'elastic-eql-t1074-001.txt'), 'utf8').split('\n');
    expect(rule(seedSequenceRuleId).index.join('')).toBe(lines[lines.indexOf('Required Tables') + 2]);
  });

  it('bring the thirteen exclusions', () => expect(seedExclusions.every(({ ruleId }) => ruleId === seedSequenceRuleId)).toBe(true));
});

describe('where a port and its original decide otherwise', () => {
  const scenarios = path.resolve(rulesDirectory, '../fixtures/scenarios');
  const folderOf = new Map(fs.readdirSync(scenarios).flatMap((name) => {
    const file = path.join(scenarios, name, 'scenario.yml');
    return fs.existsSync(file) ? [[z.object({ id: z.string() }).parse(parseYaml(fs.readFileSync(file, 'utf8'))).id, path.join(scenarios, name)] as const] : [];
  }));
  const differences = rules.flatMap(({ content }) => (content.port?.verdict_differences ?? []).map((difference) => ({ content, ...difference })));

  it.each(differences)('$content.rule_id on $test: $ours', ({ content, test, ours, original }) => {
    const found = ['elastic_defend', 'sysmon'].some((style) => {
      const file = path.join(folderOf.get(test) ?? '', `events_${style}.ndjson`);
      const events = fs.readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as JsonObject);
      const run = runRule(content, toEventIndices(events));
      return run.outcome === 'ran' && run.alerts.length > 0;
    });
    expect(found ? 'detected' : 'missed').toBe(ours);
    expect(original).not.toBe(ours);
  });
});

describe.skipIf(!fs.existsSync(recorded))('on the recorded events of other people', () => {
  /** Alerts by detection-content.md A.7.2, for the texts that are still those of that table. */
  const counted = {
    'staging-watch-seed-eql-sequence': 0,
    'staging-watch-seed-kibana-query': 2,
    'staging-watch-seed-kibana-query-corrected': 2,
    'staging-watch-port-sentinel-copy-command': 0,
    'staging-watch-port-sigma': 0,
  };

  it('finds what a real Elasticsearch finds (detection-content.md A.7.2)', () => {
    const lines = gunzipSync(fs.readFileSync(recorded)).toString('utf8').trimEnd().split('\n');
    const documents = lines.map((line): JsonObject => {
      const event = JSON.parse(line) as Record<string, unknown>;
      const epoch = event['labels.epoch'] ?? event._t;
      const time = typeof epoch === 'number' ? new Date(epoch * 1_000).toISOString() : event['@timestamp'];
      return { ...event, '@timestamp': time } as JsonObject;
    });
    const bySource = new Map<string, JsonObject[]>();
    for (const document of documents) {
      const source = String(document['labels.source'] ?? '');
      bySource.set(source, [...(bySource.get(source) ?? []), document]);
    }
    const worlds = [...bySource.values()].map((events) => toEventIndices(events));
    const alerts = (id: string): number => {
      const content = rules.find((rule) => rule.content.rule_id === id)?.content;
      if (!content) throw new Error(`${id} is missing`);
      const runs = worlds.map((world) => runRule(content, world));
      return runs.reduce((sum, run) => sum + (run.outcome === 'ran' ? run.alerts.length : 0), 0);
    };
    expect(Object.fromEntries(Object.keys(counted).map((id) => [id, alerts(id)]))).toEqual(counted);
  }, 60_000);
});

describe('behaviours.md', () => {
  const text = fs.readFileSync(path.join(rulesDirectory, 'behaviours.md'), 'utf8');
  const named = new Set([...text.matchAll(/`([a-z][a-z0-9-]*[a-z0-9])`/g)].map(([, id = '']) => `staging-watch-${id}`));
  const ids = rules.map(({ content }) => content.rule_id);

  it('names rules that exist', () => expect([...named].filter((id) => !ids.includes(id))).toEqual([]));

  it('leaves out no rule of our own', () => expect(rules.filter(({ content }) => content.seed === 'own' && !named.has(content.rule_id)).map(({ content }) => content.rule_id)).toEqual([]));
});
