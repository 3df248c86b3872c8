import fs from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { applyEdits, childrenOf, parse, type AnyNode, type Expression, type Location, type TextEdit } from '../../common/eql/index';
import type { RuleContent } from '../../common/detection/index';
import { RecallInputError } from './recall_input_error';

const originsSchema = z.record(z.array(z.object({ group: z.string().min(1), alternative: z.string().min(1) }).strict()));

/** Conditions by rule id, each with the group of recordings it was shaped on. */
export type RecallOrigins = z.infer<typeof originsSchema>;

/** Reads `rules/recall_origins.yml`; a missing or empty file declares nothing. Throws RecallInputError. */
export function readRecallOrigins(file: string): RecallOrigins {
  if (!fs.existsSync(file)) return {};
  const decoded = originsSchema.safeParse(parseYaml(fs.readFileSync(file, 'utf8')) ?? {});
  if (decoded.success) return decoded.data;
  throw new RecallInputError(`${file}: ${decoded.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
}

/** A list of alternatives: `x or y`, or the brackets behind `:` and `in`. */
interface Alternatives {
  readonly items: readonly Expression[];
  /** What is written anew without the ones that are left out. */
  readonly location: Location;
  readonly joinedBy: string;
  /** What stands for it when nothing is left. */
  readonly whole: Location;
}

function alternativesIn(query: AnyNode): Alternatives[] {
  const found: Alternatives[] = [];
  const inside = (items: readonly Expression[]): Location => ({ start: items[0]?.location.start ?? 0, end: items.at(-1)?.location.end ?? 0 });
  const look = (node: AnyNode): void => {
    if (node.kind === 'logical' && node.operator === 'or') found.push({ items: node.operands, location: node.location, joinedBy: ' or ', whole: node.location });
    if (node.kind === 'pattern_match' && node.list) found.push({ items: node.patterns, location: inside(node.patterns), joinedBy: ', ', whole: node.location });
    if (node.kind === 'membership' && !node.notLocation) found.push({ items: node.items, location: inside(node.items), joinedBy: ', ', whole: node.location });
    childrenOf(node).forEach(look);
  };
  look(query);
  return found;
}

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/**
 * The rule without the alternatives shaped on a group; undefined where nothing of it is left (`alternative: "*"`). Throws RecallInputError for an alternative
 * that the query does not have.
 */
export function withoutGroup(rule: RuleContent, origins: RecallOrigins, group: string): RuleContent | undefined {
  const left = (origins[rule.rule_id] ?? []).filter((origin) => origin.group === group).map(({ alternative }) => plain(alternative));
  if (left.length === 0) return rule;
  if (left.includes('*')) return undefined;
  if (rule.language !== 'eql') throw new RecallInputError(`recall_origins.yml: ${rule.rule_id} is not EQL; only all of it ("*") can be left out`);
  return { ...rule, query: left.reduce((query, text) => withoutAlternative(query, text, rule.rule_id), rule.query) };
}

/** Takes out one occurrence after the other, the innermost first, since alternatives stand inside of others. */
function withoutAlternative(query: string, text: string, ruleId: string): string {
  let left = query;
  for (let edit = removal(left, text); edit; edit = removal(left, text)) left = applyEdits(left, [edit]);
  if (left === query) throw new RecallInputError(`recall_origins.yml: ${ruleId} has no alternative ${text}`);
  return left;
}

function removal(query: string, text: string): TextEdit | undefined {
  const textOf = ({ location }: Expression): string => query.slice(location.start, location.end);
  return alternativesIn(parse(query))
    .flatMap(({ items, location, joinedBy, whole }): TextEdit[] => {
      const kept = items.filter((item) => plain(textOf(item)) !== text);
      if (kept.length === items.length) return [];
      return [kept.length === 0 ? { location: whole, text: 'false' } : { location, text: kept.map(textOf).join(joinedBy) }];
    })
    .sort((left, right) => right.location.start - left.location.start)[0];
}
