/** Statements: event queries, sequences, samples, pipes. Above each function stands its production. (One concept: the statement grammar.) */
import { type Location, span } from '../source/index';
import type { EventFilter, Expression, Field, JoinKeys, MaxSpan, Pipe, Query, Runs, SequenceTerm, TimeUnit } from './ast';
import { parseExpression } from './expression_parser';
import { foldCount } from './fold_count';
import { tokenize } from './lexer';
import { TokenStream } from './token_stream';

/** Guards against text that no person wrote; both refuse with a located error. */
export interface ParseOptions {
  /** Default 100,000. */
  readonly maxTokens?: number;
  /** Brackets, `not` and signs inside one another; Elasticsearch's own limit is 250. */
  readonly maxDepth?: number;
}

const unitMilliseconds: Readonly<Record<TimeUnit, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const unsupportedPipes: readonly string[] = ['count', 'filter', 'sort', 'unique', 'unique_count'];
const maxSequenceTerms = 256;
const maxSampleTerms = 5;
const maxRuns = 100;

/** Reads one query. Throws {@link EqlSyntaxError} and nothing else. Grammar: eql-semantics.md §1. */
export function parse(text: string, options: ParseOptions = {}): Query {
  const stream = new TokenStream(text, tokenize(text, options.maxTokens ?? 100_000), options.maxDepth ?? 250);
  const query = parseQuery(stream);
  stream.expect('end');
  return query;
}

/** query: (sequence | sample | event filter) (`|` pipe)* */
function parseQuery(stream: TokenStream): Query {
  const start = stream.peek().location;
  if (stream.at('join')) {
    stream.refuse(start, 'JOIN command is not supported');
  }
  if (stream.at('sequence')) {
    return parseSequence(stream);
  }
  if (stream.at('sample')) {
    return parseSample(stream);
  }
  if (!stream.at('any', 'identifier', 'string')) {
    stream.fail(['any', 'join', 'sample', 'sequence', 'string', 'identifier']);
  }
  const filter = parseEventFilter(stream);
  const pipes = parsePipes(stream);
  return { kind: 'event_query', text: stream.text, filter, pipes, location: wholeSpan(start, filter.location, pipes) };
}

function wholeSpan(start: Location, last: Location, pipes: readonly Pipe[]): Location {
  return span(start, pipes[pipes.length - 1]?.location ?? last);
}

/** event filter: (`any` | identifier | string) `where` expression */
function parseEventFilter(stream: TokenStream): EventFilter {
  const token = stream.expect('any', 'identifier', 'string');
  const whereLocation = stream.expect('where').location;
  const condition = parseExpression(stream);
  return { kind: 'event_filter', category: token.kind === 'any' ? null : token.value, categoryLocation: token.location, whereLocation, condition, location: span(token.location, condition.location) };
}

/** sequence: `sequence` (`by` keys)? (`with` maxspan)? term+ (`until` term)? pipes */
function parseSequence(stream: TokenStream): Query {
  const start = stream.next().location;
  const by = parseJoinKeys(stream);
  const maxSpan = stream.at('with') ? parseMaxSpan(stream) : null;
  if (by === null && maxSpan !== null && stream.at('by')) {
    stream.refuse(stream.peek().location, 'Please specify sequence [by] before [with] not after');
  }
  const terms = parseTerms(stream, true);
  const until = stream.take('until') === undefined ? null : parseTerm(stream, true);
  checkSequence(stream, terms, until, maxSpan);
  checkKeyCounts(stream, by, until === null ? terms : [...terms, until]);
  const last = (until ?? terms[terms.length - 1] ?? by)?.location ?? start;
  const pipes = parsePipes(stream);
  return { kind: 'sequence', text: stream.text, by, maxSpan, terms, until, pipes, location: wholeSpan(start, last, pipes) };
}

function checkSequence(stream: TokenStream, terms: readonly SequenceTerm[], until: SequenceTerm | null, maxSpan: MaxSpan | null): void {
  const stages = terms.reduce((sum, term) => sum + (term.runs?.count ?? 1), 0);
  const first = terms[0]?.location ?? stream.peek().location;
  if (stages > maxSequenceTerms) {
    stream.refuse(first, `Sequence cannot contain more than ${maxSequenceTerms} stages; found [${stages}]`);
  }
  if (stages < 2 && until === null) {
    stream.refuse(first, 'A sequence requires a minimum of 2 queries (without until clause), found [1]');
  }
  const missing = terms.find((term) => term.missing);
  if (missing !== undefined && maxSpan === null) {
    stream.refuse(missing.location, '[maxspan] is required for sequences with missing events queries; found none');
  }
  if (terms.every((term) => term.missing)) {
    stream.refuse(first, 'A sequence requires at least one positive event query; found none');
  }
  if (until?.missing === true) {
    stream.refuse(until.location, 'Missing events queries are not allowed in until');
  }
}

/** sample: `sample` (`by` keys)? term+ */
function parseSample(stream: TokenStream): Query {
  const start = stream.next().location;
  const by = parseJoinKeys(stream);
  const terms = parseTerms(stream, false);
  const first = terms[0]?.location ?? start;
  if (terms.length < 2 || terms.length > maxSampleTerms) {
    stream.refuse(first, `A sample must have between 2 and ${maxSampleTerms} queries; found [${terms.length}]`);
  }
  const missing = terms.find((term) => term.missing);
  if (missing !== undefined) {
    stream.refuse(missing.location, 'Missing events queries are not supported in samples');
  }
  checkKeyCounts(stream, by, terms);
  if ((by?.keys.length ?? 0) + (terms[0]?.by?.keys.length ?? 0) === 0) {
    stream.refuse(first, 'A sample must have at least one join key, found none');
  }
  for (const term of terms) {
    checkDuplicateKeys(stream, [...(by?.keys ?? []), ...(term.by?.keys ?? [])]);
  }
  if (stream.at('|')) {
    stream.refuse(stream.peek().location, 'Samples do not support pipes yet');
  }
  const last = terms[terms.length - 1]?.location ?? start;
  return { kind: 'sample', text: stream.text, by, terms, pipes: [], location: span(start, last) };
}

function checkDuplicateKeys(stream: TokenStream, keys: readonly Field[]): void {
  const duplicate = keys.find((key, index) => keys.findIndex(({ name }) => name === key.name) < index);
  if (duplicate !== undefined) {
    stream.refuse(duplicate.location, `Join keys must be used only once, found duplicates: [${duplicate.name}]`);
  }
}

function checkKeyCounts(stream: TokenStream, by: JoinKeys | null, terms: readonly SequenceTerm[]): void {
  const parent = by?.keys.length ?? 0;
  const expected = parent + (terms[0]?.by?.keys.length ?? 0);
  for (const term of terms) {
    const found = parent + (term.by?.keys.length ?? 0);
    if (found !== expected) {
      stream.refuse(term.location, `Inconsistent number of join keys specified; expected [${expected}] but found [${found}]`);
    }
  }
}

/** terms: (`[` … `]` | `![` … `]`)+ */
function parseTerms(stream: TokenStream, mayRun: boolean): SequenceTerm[] {
  const terms = [parseTerm(stream, mayRun)];
  while (stream.at('[', '![')) {
    terms.push(parseTerm(stream, mayRun));
  }
  return terms;
}

/** term: (`[` | `![`) event filter `]` (`by` keys)? (`with` `runs` `=` number)? */
function parseTerm(stream: TokenStream, mayRun: boolean): SequenceTerm {
  const open = stream.expect('[', '![');
  const filter = parseEventFilter(stream);
  const close = stream.expect(']').location;
  const by = parseJoinKeys(stream);
  const runs = mayRun && stream.at('with') ? parseRuns(stream) : null;
  const last = runs?.location ?? by?.location ?? close;
  return { kind: 'sequence_term', missing: open.kind === '![', open: open.location, close, filter, by, runs, location: span(open.location, last) };
}

/** runs: `with` `runs` `=` number; a decimal number counts as 1 there (eql-observed.md §3.8). */
function parseRuns(stream: TokenStream): Runs {
  const start = stream.next().location;
  const name = stream.expect('identifier');
  if (name.value !== 'runs') {
    stream.refuse(name.location, `Unrecognized option [${name.value}], expecting [runs]`);
  }
  stream.expect('=');
  const number = stream.expect('integer', 'decimal');
  const count = number.kind === 'integer' ? Number(number.value) : 1;
  if (count < 1 || count > maxRuns) {
    stream.refuse(number.location, `A [runs] value must be between 1 and ${maxRuns}; found [${number.value}]`);
  }
  return { kind: 'runs', count, digits: number.value, location: span(start, number.location) };
}

/** keys: `by` field (`,` field)* */
function parseJoinKeys(stream: TokenStream): JoinKeys | null {
  const start = stream.take('by')?.location;
  if (start === undefined) {
    return null;
  }
  const keys = [parseJoinKey(stream)];
  while (stream.take(',') !== undefined) {
    keys.push(parseJoinKey(stream));
  }
  return { kind: 'join_keys', keys, location: span(start, (keys[keys.length - 1] as Field).location) };
}

function parseJoinKey(stream: TokenStream): Field {
  const key: Expression = parseExpression(stream);
  return key.kind === 'field' ? key : stream.refuse(key.location, `Unsupported join key [${stream.text.slice(key.location.start, key.location.end)}]: only fields can be join keys`);
}

/** maxspan: `with` `maxspan` `=` integer unit */
function parseMaxSpan(stream: TokenStream): MaxSpan {
  const start = stream.next().location;
  stream.expect('maxspan');
  stream.expect('=');
  const number = stream.expect('integer', 'decimal');
  const unit = stream.take('identifier');
  if (number.kind === 'decimal') {
    stream.refuse(number.location, `Decimal time interval [${number.value}${unit?.value ?? ''}] not supported`);
  }
  if (unit === undefined) {
    stream.refuse(number.location, `No time unit specified, did you mean [s] as in [${number.value}s]?`);
  }
  const amount = Number(number.value);
  const milliseconds = isTimeUnit(unit.value) ? amount * unitMilliseconds[unit.value] : stream.refuse(unit.location, `Unrecognized time unit [${unit.value}] in [${number.value}${unit.value}], please specify one of [ms, s, m, h, d]`);
  if (amount === 0) {
    stream.refuse(number.location, `A positive maxspan value is required; found [${number.value}${unit.value}]`);
  }
  return { kind: 'max_span', amount, unit: unit.value as TimeUnit, milliseconds, location: span(start, unit.location) };
}

function isTimeUnit(text: string): text is TimeUnit {
  return Object.hasOwn(unitMilliseconds, text);
}

/** pipes: (`|` (`head` | `tail`) expression)* */
function parsePipes(stream: TokenStream): Pipe[] {
  const pipes: Pipe[] = [];
  for (let bar = stream.take('|'); bar !== undefined; bar = stream.take('|')) {
    pipes.push(parsePipe(stream, bar.location));
  }
  return pipes;
}

function parsePipe(stream: TokenStream, bar: Location): Pipe {
  const name = stream.expect('identifier');
  if (name.value !== 'head' && name.value !== 'tail') {
    stream.refuse(name.location, unsupportedPipes.includes(name.value) ? `Pipe [${name.value}] is not supported` : `Unrecognized pipe [${name.value}]`);
  }
  if (stream.at('end', '|')) {
    stream.refuse(name.location, `Pipe [${name.value}] expects exactly one argument but found [0]`);
  }
  const argument = parseExpression(stream);
  if (stream.at(',')) {
    stream.refuse(stream.peek().location, `Pipe [${name.value}] expects exactly one argument`);
  }
  const count = foldCount(argument);
  if (count === undefined) {
    stream.refuse(argument.location, `Pipe [${name.value}] expects a positive integer but found [${stream.text.slice(argument.location.start, argument.location.end)}]`);
  }
  return { kind: 'pipe', name: name.value as 'head' | 'tail', argument, count, location: span(bar, argument.location) };
}
