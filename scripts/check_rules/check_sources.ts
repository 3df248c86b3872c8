import { parse, type Query } from '../../common/eql';
import { operandText, parse as parseKql, type KqlNode } from '../../common/kql';
import type { EventStyle, RuleContent } from '../../common/detection';
import { runRule, selectIndices } from '../../common/rule_run';
import type { RuleProblem, RuleUnderCheck } from './rule_under_check';
import { claimedStyles, emptyWorld, eventStyles } from './source_worlds';
import { durationMs } from './run_on_evidence';

/** Minutes that ingest and scheduler may take (`detection-engine.md` §6.4). */
const DELAY_MS = 180_000;

/** A field that no matched index of a source maps makes an EQL rule fail there, unless it is written `?field`; in KQL it silently finds nothing. */
export function checkFields({ content }: RuleUnderCheck): RuleProblem[] {
  return [...claimedStyles(content).flatMap((style) => fieldProblems(content, style)), ...(content.language === 'kuery' ? unmappedKqlFields(content) : [])];
}

function fieldProblems(content: RuleContent, style: EventStyle): RuleProblem[] {
  const run = runRule(content, emptyWorld(style));
  if (run.outcome === 'failed') return [{ fault: 'unknown_field', message: `where only ${style} is collected: ${run.message}` }];
  return run.outcome === 'no_index' ? [{ fault: 'unclaimed_source', message: `the rule claims ${style}, and none of its index patterns reads it` }] : [];
}

function unmappedKqlFields(content: RuleContent): RuleProblem[] {
  const indices = selectIndices(content.index, claimedStyles(content).flatMap(emptyWorld));
  const names = [...new Set([...kqlFields(parseKql(content.query)), ...(content.threshold?.field ?? []), ...(content.new_terms_fields ?? [])])];
  const unknown = names.filter((name) => !name.includes('*') && !indices.some(({ mapping }) => mapping.resolve(name)));
  return unknown.map((name) => ({ fault: 'unknown_field', message: `no index the rule reads maps ${name}` }));
}

function kqlFields(node: KqlNode): string[] {
  if ('children' in node) return node.children.flatMap(kqlFields);
  return 'child' in node ? kqlFields(node.child) : [operandText(node.field)];
}

/** Sources that may share one sequence: Sysmon's events are the same through the integration and through Winlogbeat. */
function familyOf(style: EventStyle): string {
  return style === 'winlogbeat' ? 'sysmon' : style;
}

/** A sequence reads one source: the tiebreaker that Elastic Defend needs keeps Sysmon's sequences from matching (`detection-content.md` trap 4). */
export function checkSequenceSources({ content }: RuleUnderCheck): RuleProblem[] {
  const isSequence = readQuery(content)?.kind === 'sequence';
  const { tiebreaker_field: tiebreaker } = content;
  if (!isSequence) return tiebreaker === undefined ? [] : [{ fault: 'tiebreaker', message: `a tiebreaker (${tiebreaker}) on a rule that is no sequence` }];
  const families = [...new Set(eventStyles.filter((style) => selectIndices(content.index, emptyWorld(style)).length > 0).map(familyOf))];
  const several: RuleProblem[] = families.length > 1 ? [{ fault: 'several_sources', message: `one sequence over several sources: ${families.join(', ')}` }] : [];
  const isDefend = families.includes('elastic_defend');
  const others = families.filter((family) => family !== 'elastic_defend');
  if (tiebreaker !== undefined && others.length > 0) return [...several, { fault: 'tiebreaker', message: `${tiebreaker} is empty in the events of ${others.join(', ')}, so no sequence of theirs matches` }];
  if (isDefend && tiebreaker !== 'event.sequence') return [...several, { fault: 'tiebreaker', message: 'Elastic Defend needs tiebreaker_field: event.sequence, or events of one millisecond are missed' }];
  return several;
}

/** Each run searches back over its interval, the sequence's span and the delay of ingest; what is older is never seen together. */
export function checkLookBack({ content }: RuleUnderCheck): RuleProblem[] {
  const query = readQuery(content);
  if (query?.kind === 'sequence' && !query.maxSpan) return [{ fault: 'look_back', message: 'a sequence without maxspan may lie outside of every run' }];
  const spanMs = query?.kind === 'sequence' ? (query.maxSpan?.milliseconds ?? 0) : 0;
  const neededMs = spanMs + durationMs(content.interval) + DELAY_MS;
  if (durationMs(content.from) >= neededMs) return [];
  return [{ fault: 'look_back', message: `looks back ${content.from.slice(4)}, and interval, maxspan and three minutes of delay are ${Math.ceil(neededMs / 60_000)}m` }];
}

function readQuery({ language, query }: RuleContent): Query | undefined {
  return language === 'eql' ? parse(query) : undefined;
}
