import { stringify } from 'yaml';
import { ruleContentSchema, type RuleContent } from '../../common/detection';
import type { RuleRequest } from './rule_request';

const attack = 'https://attack.mitre.org';
const osTypes = { windows: 'windows', linux: 'linux', macos: 'macos', cross_platform: undefined } as const;
const tags = { windows: ['OS: Windows'], linux: ['OS: Linux'], macos: ['OS: macOS'], cross_platform: ['OS: Windows', 'OS: Linux', 'OS: macOS'] } as const;

/** A complete `rule.yml` that the schema takes and whose query matches nothing yet. */
export function ruleSkeleton(request: RuleRequest): string {
  return stringify(ruleContentSchema.parse(contentOf(request)), { lineWidth: 0 });
}

function contentOf({ platform, slug, type }: RuleRequest): Partial<RuleContent> {
  const what = slug.slice('collection_'.length);
  return {
    rule_id: `staging-watch-${what.replaceAll('_', '-')}`,
    name: `Staging Watch: ${what.replaceAll('_', ' ')}`,
    description: 'What the rule sees, and why it matters.',
    seed: 'own',
    source: 'own',
    type,
    language: type === 'eql' ? 'eql' : 'kuery',
    index: ['logs-endpoint.events.process-*'],
    query: queryOf(platform, type),
    ...(type === 'threshold' ? { threshold: { field: ['host.id'], value: 3 } } : {}),
    ...(type === 'new_terms' ? { new_terms_fields: ['host.id', 'process.executable'], history_window_start: 'now-14d' } : {}),
    severity: 'low',
    severity_reason: 'Why not higher and why not lower.',
    risk_score: 21,
    interval: '5m',
    from: 'now-9m',
    max_signals: 100,
    tags: ['Staging Watch', 'Domain: Endpoint', ...tags[platform], 'Tactic: Collection', 'Data Source: Elastic Defend'],
    threat: [
      {
        framework: 'MITRE ATT&CK',
        tactic: { id: 'TA0009', name: 'Collection', reference: `${attack}/tactics/TA0009/` },
        technique: [{ id: 'T1074', name: 'Data Staged', reference: `${attack}/techniques/T1074/`, subtechnique: [{ id: 'T1074.001', name: 'Local Data Staging', reference: `${attack}/techniques/T1074/001/` }] }],
      },
    ],
    references: [`${attack}/techniques/T1074/001/`],
    data: [{ event: 1, category: 'process', fields: ['process.command_line'], sources: [{ style: 'elastic_defend', index: 'logs-endpoint.events.process-*', events: 'Elastic Defend process starts' }] }],
    exclusions: [],
    false_positives: ['Who does the same with good reason.'],
    known_faults: ['What the rule does not see.'],
    triage: ['Open the alert in Alerts and read which characters matched.', "Open the host's timeline around it: what was read or copied before, and what left the host after."],
  };
}

function queryOf(platform: RuleRequest['platform'], type: RuleRequest['type']): string {
  const os = osTypes[platform];
  if (type === 'eql') return `process where ${os ? `host.os.type == "${os}" and ` : ''}event.type == "start" and process.command_line : "the behaviour"`;
  return `${os ? `host.os.type: ${os} and ` : ''}event.category: process and event.type: start and process.command_line: "the behaviour"`;
}

function start({ platform }: RuleRequest, commandLine: string): object {
  return {
    '@timestamp': '2024-03-04T09:00:00.000Z',
    'host.id': 'id-ws-1',
    'host.name': 'ws-1',
    'host.os.type': osTypes[platform] ?? 'linux',
    'user.name': 'ana',
    'event.sequence': 1,
    'event.category': ['process'],
    'event.type': ['start'],
    'event.action': 'start',
    'process.entity_id': 'p1',
    'process.name': 'a',
    'process.executable': 'a',
    'process.command_line': commandLine,
    'data_stream.dataset': 'endpoint.events.process',
  };
}

/** One case that the skeleton's query does not match: it fails until both say what is meant. */
export function firesOnSkeleton(request: RuleRequest): string {
  return `${JSON.stringify({ case: 'what the rule has to see', style: 'elastic_defend', events: [start(request, 'put the command of the behaviour here')] })}\n`;
}

export function staysSilentOnSkeleton(request: RuleRequest): string {
  return `${JSON.stringify({ case: 'what looks like it and is harmless', style: 'elastic_defend', events: [start(request, 'put the look-alike here')] })}\n`;
}
