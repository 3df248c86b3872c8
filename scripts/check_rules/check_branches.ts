import { applyEdits, childrenOf, parse, type AnyNode, type Call, type Logical, type PatternMatch, type Query } from '../../common/eql';
import { operandText, parse as parseKql, print, type KqlNode } from '../../common/kql';
import type { RuleProblem, RuleUnderCheck } from './rule_under_check';
import { alertCount, runOnEvidence } from './run_on_evidence';

interface Alternative {
  readonly text: string;
  /** The rule with this operand in the place of its whole `or`. */
  readonly query: string;
}

/** Every operand of an `or` is needed by a case that fires: one that none needs has never been seen to match. */
export function checkBranches({ content, firesOn }: RuleUnderCheck): RuleProblem[] {
  const alternatives = content.language === 'eql' ? eqlAlternatives(parse(content.query)) : kqlAlternatives(parseKql(content.query));
  const dead = alternatives.filter(({ query }) => !firesOn.some((evidence) => alertCount(runOnEvidence(content, evidence, query)) > 0));
  const never = content.language === 'eql' ? impossible(parse(content.query)) : [];
  return [...dead.map(({ text }) => `no case fires by this alternative alone: ${text}`), ...never].map((message) => ({ fault: 'dead_branch', message }));
}

function eqlAlternatives(query: Query): Alternative[] {
  const chains = nodesOf(query).filter((node): node is Logical => node.kind === 'logical' && node.operator === 'or');
  return chains.flatMap(({ location, operands }) =>
    operands.map((operand) => {
      const text = query.text.slice(operand.location.start, operand.location.end);
      return { text, query: applyEdits(query.text, [{ location, text: `(${text})` }]) };
    })
  );
}

function nodesOf(node: AnyNode): AnyNode[] {
  return [node, ...childrenOf(node).flatMap(nodesOf)];
}

/** Alternatives over several fields; the values of one field are a list, not branches. */
function kqlAlternatives(query: KqlNode): Alternative[] {
  const found: Alternative[] = [];
  const look = (node: KqlNode, rebuild: (replacement: KqlNode) => KqlNode): void => {
    if (node.kind === 'or' && !isValueList(node)) found.push(...node.children.map((child) => ({ text: print(child), query: print(rebuild(child)) })));
    if ('children' in node) node.children.forEach((child, at) => look(child, (replacement) => rebuild({ ...node, children: node.children.map((other, index) => (index === at ? replacement : other)) })));
    else if ('child' in node) look(node.child, (replacement) => rebuild({ ...node, child: replacement }));
  };
  look(query, (replacement) => replacement);
  return found;
}

function isValueList({ children }: Extract<KqlNode, { kind: 'or' | 'and' }>): boolean {
  return children.every((child) => child.kind === 'is') && new Set(children.map((child) => (child.kind === 'is' ? operandText(child.field) : ''))).size === 1;
}

/**
 * Conditions that are false of every event: functions that never match a backslash (`eql-observed.md`), and a Windows path in a conjunction that
 * holds for programs or systems of Linux and macOS alone.
 */
function impossible(query: Query): string[] {
  const sourceOf = ({ location }: AnyNode): string => query.text.slice(location.start, location.end);
  const nodes = nodesOf(query);
  const calls = nodes.filter((node): node is Call => node.kind === 'call' && ['endsWith', 'stringContains'].includes(node.name) && node.arguments.some((argument) => hasBackslash(argument)));
  const chains = nodes.filter((node): node is Logical => node.kind === 'logical' && node.operator === 'and' && node.operands.some(isUnixAlone));
  const windowsPaths = chains.flatMap(({ operands }) => operands.filter((operand): operand is PatternMatch => operand.kind === 'pattern_match' && operand.patterns.every((pattern) => hasBackslash(pattern))));
  return [
    ...calls.map((node) => `${node.name} never matches a backslash: ${sourceOf(node)}`),
    ...windowsPaths.map((node) => `a Windows path on Linux or macOS: ${sourceOf(node)}`),
  ];
}

function hasBackslash(node: AnyNode): boolean {
  return node.kind === 'string' && node.value.includes('\\');
}

const unixSystems = new Set(['linux', 'macos']);

/** `host.os.type == "linux"`, `host.os.type in ("linux", "macos")`. */
function isUnixAlone(node: AnyNode): boolean {
  const isSystem = (value: AnyNode): boolean => value.kind === 'field' && value.name === 'host.os.type';
  const isUnix = (value: AnyNode): boolean => value.kind === 'string' && unixSystems.has(value.value.toLowerCase());
  if (node.kind === 'comparison') return node.operator === '==' && isSystem(node.left) && isUnix(node.right);
  return node.kind === 'membership' && !node.notLocation && isSystem(node.value) && node.items.every(isUnix);
}

