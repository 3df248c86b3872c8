import type { RuleProblem, RuleUnderCheck } from './rule_under_check';

/** An ES|QL rule is installed only where the version has the type: the twin stands in everywhere else, and is what is measured. */
export function checkTwin({ content, twin }: RuleUnderCheck): RuleProblem[] {
  if (!twin) return [{ fault: 'twin', message: `there is no rule ${content.twin ?? ''} to measure it by` }];
  return twin.type === 'esql' ? [{ fault: 'twin', message: `${twin.rule_id} is ES|QL too` }] : [];
}

/** Commands and functions that 8.12 and 9.x have and spell alike (Elastic's ES|QL reference of 8.12). `TO_LOWER` came with 8.13; the source's metadata changed its spelling. */
const commands = new Set(['FROM', 'WHERE', 'EVAL', 'STATS', 'KEEP', 'DROP', 'SORT', 'LIMIT', 'RENAME', 'DISSECT', 'GROK', 'ENRICH', 'MV_EXPAND']);
const functions = new Set(['COUNT', 'COUNT_DISTINCT', 'MIN', 'MAX', 'SUM', 'AVG', 'MV_CONCAT', 'MV_COUNT', 'CONCAT', 'LENGTH', 'SUBSTRING', 'SPLIT', 'STARTS_WITH', 'ENDS_WITH', 'COALESCE', 'CASE', 'DATE_TRUNC', 'DATE_EXTRACT', 'TO_STRING', 'TO_LONG']);
/** Words before a bracket that call nothing. */
const operators = new Set(['AND', 'OR', 'NOT', 'IN', 'BY', 'WHERE', 'LIKE', 'RLIKE', 'IS', 'STATS', 'EVAL']);

/** A text that one of the supported versions would refuse, or that reads other indices than the rule claims; pure look at words, for want of a reader. */
export function checkEsqlText({ content: { query, data } }: RuleUnderCheck): RuleProblem[] {
  const steps = stepsOf(query);
  const words = steps.map((step) => /^\w+/.exec(step)?.[0].toUpperCase() ?? '');
  const called = [...steps.join(' ').matchAll(/\b([A-Za-z_]+)\s*\(/g)].map(([, name = '']) => name.toUpperCase());
  const read = (/^FROM\s+(.*)$/is.exec(steps[0] ?? '')?.[1] ?? '').split(',').map((name) => name.trim());
  const claimed = [...new Set(data.flatMap(({ sources }) => sources.map(({ index }) => index)))];
  return [
    ...words.filter((word) => !commands.has(word)).map((word) => `${word || 'a step without a command'} is no command of every supported version`),
    ...called.filter((name) => !functions.has(name) && !operators.has(name)).map((name) => `${name} is no function of every supported version`),
    ...(words[0] === 'FROM' ? [] : ['the text does not begin with FROM']),
    ...(words.includes('STATS') ? [] : ['without STATS each event is a row, and needs metadata that 8.12 and 9.x spell otherwise']),
    ...claimed.filter((index) => !read.includes(index)).map((index) => `${index} is claimed and not read`),
    ...read.filter((index) => !claimed.includes(index)).map((index) => `${index} is read and not claimed`),
  ].map((message) => ({ fault: 'esql_text', message }));
}

/** The text step by step: without comments, and with every string emptied, so that nothing in it is taken for a word. */
function stepsOf(query: string): string[] {
  const bare = query.replace(/"(?:\\.|[^"\\])*"|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (found) => (found.startsWith('"') ? '""' : ' '));
  return bare.split('|').map((step) => step.trim());
}
