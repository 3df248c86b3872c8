import { z } from 'zod';
import type { RuleParams } from './rule';

/** Fields of a rule body that are attributes of the saved object and not parameters. */
const attributeFields = new Set(['id', 'name', 'tags', 'interval', 'enabled', 'actions', 'throttle', 'outcome', 'alias_target_id', 'alias_purpose']);

const toCamel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const toSnake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Fields whose values, too, change their spelling between API and storage. */
const deepFields = new Set(['alert_suppression', 'alertSuppression']);

function respell(value: unknown, spell: (name: string) => string): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [spell(name), inner]));
}

const paramsShape = z.object({ type: z.enum(['eql', 'query', 'threshold', 'new_terms']), ruleId: z.string() }).passthrough();

/**
 * The stored parameters of a whole rule body (snake_case, validated, defaults applied).
 * Throws when `type` or `rule_id` is missing, which is a mistake of the caller.
 */
export function toRuleParams(body: Readonly<Record<string, unknown>>): RuleParams {
  const entries = Object.entries(body).filter(([name, value]) => value !== undefined && !attributeFields.has(name));
  const params = Object.fromEntries(entries.map(([name, value]) => [toCamel(name), deepFields.has(name) ? respell(value, toCamel) : value]));
  return paramsShape.parse({ immutable: false, ...params }) as unknown as RuleParams;
}

/** The parameters in the spelling of the API, in the order in which they are stored. */
export function fromRuleParams(params: RuleParams): Record<string, unknown> {
  const entries = Object.entries(params).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [toSnake(name), deepFields.has(name) ? respell(value, toSnake) : value]));
}

/** Equal as JSON, key order aside. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const leftEntries = Object.entries(left).filter(([, value]) => value !== undefined);
  const rightEntries = Object.entries(right).filter(([, value]) => value !== undefined);
  const rightByName = new Map<string, unknown>(rightEntries);
  return leftEntries.length === rightEntries.length && leftEntries.every(([name, value]) => rightByName.has(name) && sameValue(value, rightByName.get(name)));
}

