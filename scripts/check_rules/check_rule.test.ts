import { describe, expect, it } from 'vitest';
import { checkRule, isNamed, readRulesUnderCheck, type EvidenceCase, type RuleFault, type RuleUnderCheck } from './index';

const start = (style: EvidenceCase['style'], name: string, line: string): EvidenceCase => ({
  case: `${name} ${line} ${style}`,
  style,
  events: [{ '@timestamp': '2024-03-04T09:00:00.000Z', 'host.id': 'h1', 'host.os.type': 'windows', 'event.category': ['process'], 'event.type': ['start'], 'process.name': name, 'process.command_line': line, 'process.entity_id': 'p1' }],
});
const pair = (style: EvidenceCase['style']): EvidenceCase => {
  const [first] = start(style, 'a.exe', 'a x').events;
  const sequence = style === 'elastic_defend' ? [{ 'event.sequence': 1 }, { 'event.sequence': 2 }] : [{}, {}];
  return {
    case: `start, then file (${style})`,
    style,
    events: [
      { ...first, ...sequence[0] },
      { ...first, ...sequence[1], '@timestamp': '2024-03-04T09:00:01.000Z', 'event.category': ['file'], 'event.type': ['creation'], 'file.path': 'C:\\Temp\\a' },
    ],
  };
};

function known(): RuleUnderCheck['content'] {
  const [rule] = readRulesUnderCheck();
  if (!rule) throw new Error('no rules');
  return rule.content;
}

const source = { style: 'elastic_defend' as const, index: 'logs-endpoint.events.process-*', events: 'process starts' };
const good: RuleUnderCheck = {
  content: {
    ...known(),
    rule_id: 'staging-watch-good',
    name: 'Staging Watch: good',
    seed: 'own',
    type: 'eql',
    language: 'eql',
    index: ['logs-endpoint.events.*'],
    query: 'process where process.name : "a.exe" and (process.command_line : "*x*" or process.command_line : "*y*") and\n not (process.name : "a.exe" and process.command_line : "*z*")',
    threshold: undefined,
    tiebreaker_field: undefined,
    interval: '5m',
    from: 'now-9m',
    data: [{ event: 1, category: 'process', fields: ['process.name'], sources: [source] }],
    exclusions: [{ id: 'a', event: 1, condition: 'process.name : "a.exe" and process.command_line : "*z*"', reason: 'r', strength: 'weak', risk: 'r', default: 'on' }],
    severity_reason: 'Because.',
    triage: ['Open the alert.'],
    port: undefined,
  },
  firesOn: [start('elastic_defend', 'a.exe', 'a x'), start('elastic_defend', 'a.exe', 'a y')],
  staysSilentOn: [start('elastic_defend', 'a.exe', 'a xz'), start('elastic_defend', 'b.exe', 'a x')],
};

function changed(content: Partial<RuleUnderCheck['content']>, evidence: Partial<Pick<RuleUnderCheck, 'firesOn' | 'staysSilentOn'>> = {}): RuleUnderCheck {
  return { ...good, ...evidence, content: { ...good.content, ...content } };
}

const sequence = 'sequence by host.id with maxspan=5m\n [process where process.name : "a.exe"]\n [file where file.path : "*\\\\Temp\\\\*"]';
const defendSequence: Partial<RuleUnderCheck['content']> = { query: sequence, exclusions: [], from: 'now-15m', tiebreaker_field: 'event.sequence' };
const silentPair = { ...start('elastic_defend', 'a.exe', 'x'), case: 'start alone' };
const ofSequence = { firesOn: [pair('elastic_defend')], staysSilentOn: [silentPair] };
const exclusion = good.content.exclusions[0];
if (!exclusion) throw new Error('no exclusion');

const esql: RuleUnderCheck = {
  ...good,
  twin: good.content,
  content: {
    ...good.content,
    rule_id: 'staging-watch-good-esql',
    type: 'esql',
    language: 'esql',
    index: [],
    exclusions: [],
    twin: good.content.rule_id,
    query: '// starts (all)\nFROM logs-endpoint.events.process-*\n| WHERE process.name RLIKE "a|b (c)"\n| STATS starts = COUNT(*) BY host.id\n| WHERE starts > 1',
  },
};
const esqlText = (query: string): RuleUnderCheck => ({ ...esql, content: { ...esql.content, query } });

const bad: ReadonlyArray<readonly [string, RuleFault, RuleUnderCheck]> = [
  ['a text that is no query', 'unreadable', changed({ query: 'process where (' })],
  ['no firing evidence of a claimed source', 'evidence_missing', changed({ index: ['logs-*'], data: [{ event: 1, category: 'process', fields: ['process.name'], sources: [source, { ...source, style: 'sysmon' }] }] })],
  ['no evidence at all', 'evidence_missing', changed({}, { firesOn: [], staysSilentOn: [] })],
  ['evidence that does not fire', 'evidence_false', changed({}, { firesOn: [...good.firesOn, start('elastic_defend', 'c.exe', 'x')] })],
  ['evidence that is not silent', 'evidence_false', changed({}, { staysSilentOn: [start('elastic_defend', 'a.exe', 'x')] })],
  ['evidence of a source it does not claim', 'unclaimed_source', changed({ index: ['logs-*'] }, { firesOn: [...good.firesOn, start('sysmon', 'a.exe', 'a x')] })],
  ['a claimed source that no index pattern reads', 'unclaimed_source', changed({ data: [{ event: 1, category: 'process', fields: ['process.name'], sources: [source, { ...source, style: 'winlogbeat' }] }] })],
  ['a field misspelt', 'unknown_field', changed({ query: 'process where process.nome : "a.exe"', exclusions: [] })],
  ['a field misspelt in KQL', 'unknown_field', changed({ type: 'query', language: 'kuery', query: 'process.name: a.exe and not process.nome: b', exclusions: [] })],
  ['a tiebreaker where no sequence is', 'tiebreaker', changed({ tiebreaker_field: 'event.sequence' })],
  ['no tiebreaker on Elastic Defend', 'tiebreaker', changed({ ...defendSequence, tiebreaker_field: undefined }, ofSequence)],
  [
    'a tiebreaker on a source that does not fill it',
    'tiebreaker',
    changed({ ...defendSequence, index: ['logs-windows.sysmon_operational-*'], data: [{ event: 1, category: 'process', fields: ['process.name'], sources: [{ ...source, style: 'sysmon' }] }] }, { firesOn: [pair('sysmon')], staysSilentOn: [{ ...silentPair, style: 'sysmon' }] }),
  ],
  ['a sequence over two sources', 'several_sources', changed({ ...defendSequence, index: ['logs-endpoint.events.*', 'winlogbeat-*'] }, ofSequence)],
  ['an alternative that no case needs', 'dead_branch', changed({}, { firesOn: [start('elastic_defend', 'a.exe', 'a x')] })],
  ['an alternative of KQL that no case needs', 'dead_branch', changed({ type: 'query', language: 'kuery', query: 'process.name: a.exe and (process.command_line: *x* or process.command_line: *y* or host.id: never)', exclusions: [] })],
  ['a function that never matches a backslash', 'dead_branch', changed({ query: 'process where process.name : "a.exe" and not endsWith(process.command_line, "\\\\t") and not process.command_line : "*z*"', exclusions: [] })],
  ['a Windows path on Linux', 'dead_branch', changed({ query: 'process where process.name : "a.exe" and not (host.os.type == "linux" and process.command_line : "*\\\\Temp\\\\*") and not process.command_line : "*z*"', exclusions: [] })],
  ['a look-back shorter than the interval and the delay', 'look_back', changed({ from: 'now-6m' })],
  ['a look-back that the sequence does not fit into', 'look_back', changed({ ...defendSequence, from: 'now-9m' }, ofSequence)],
  ['a sequence without maxspan', 'look_back', changed({ ...defendSequence, query: sequence.replace(' with maxspan=5m', '') }, ofSequence)],
  ['an exclusion that is on and not in the text', 'exclusion_text', changed({ exclusions: [{ ...exclusion, condition: 'process.name : "q.exe"' }] })],
  ['an exclusion that is off and in the text', 'exclusion_text', changed({ exclusions: [{ ...exclusion, default: 'off' }] })],
  ['an exclusion below an or', 'exclusion_text', changed({ query: `process where (${good.content.query.slice('process where '.length)}) or process.name : "d.exe"` })],
  ['no reason for the severity', 'words_missing', changed({ severity_reason: ' ' })],
  ['no triage with our pages', 'words_missing', changed({ triage: ['Think.'] })],
  ['a port without its original', 'words_missing', changed({ seed: 'port' })],
  ['ES|QL without a twin', 'twin', { ...esql, twin: undefined }],
  ['ES|QL measured by ES|QL', 'twin', { ...esql, twin: esql.content }],
  ['ES|QL whose evidence its twin does not see', 'evidence_false', { ...esql, firesOn: [...esql.firesOn, start('elastic_defend', 'c.exe', 'x')] }],
  ['a function that 8.12 has not', 'esql_text', esqlText('FROM logs-endpoint.events.process-* | EVAL n = TO_LOWER(process.name) | STATS c = COUNT(*) BY n')],
  ['a command that 8.12 has not', 'esql_text', esqlText('FROM logs-endpoint.events.process-* | INLINESTATS c = COUNT(*) BY host.id | STATS c = COUNT(*) BY host.id')],
  ['ES|QL with a row an event', 'esql_text', esqlText('FROM logs-endpoint.events.process-* | WHERE process.name == "a.exe"')],
  ['ES|QL that reads what it does not claim', 'esql_text', esqlText('FROM logs-endpoint.events.process-*, winlogbeat-* | STATS c = COUNT(*) BY host.id')],
];

describe('the checks of rules', () => {
  it('find nothing wrong with a good rule, nor with a good sequence', () => {
    expect(checkRule(good)).toEqual([]);
    expect(checkRule(changed(defendSequence, ofSequence))).toEqual([]);
    expect(checkRule(esql)).toEqual([]);
  });

  it.each(bad)('refuse %s', (_, fault, rule) => {
    expect(checkRule(rule).map((problem) => problem.fault)).toContain(fault);
  });

  it('know a fault that a rule owns up to from one it hides', () => {
    const problem = { fault: 'tiebreaker', message: '' } as const;
    expect([isNamed(problem, ['Without a tiebreaker ties are lost.']), isNamed(problem, ['It is old.'])]).toEqual([true, false]);
  });
});
