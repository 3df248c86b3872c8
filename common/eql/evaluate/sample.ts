/** `sample by …`: for every key that all terms have, different events for the terms, in no order of time (eql-semantics.md §5, eql-observed.md §4). */
import { failsInElasticsearch } from '../errors/index';
import type { EqlEvent } from '../schema/event_source';
import type { CompiledQuery } from './compiled_query';
import { compareTuples, type KeyTuple, type KeyValue, printKey } from './join_keys';
import type { FullRequest } from './run_request';
import { RowCollector } from './scan/row_collector';
import type { Scan } from './scan/scan';
import type { FoundSequence } from './sequence/run_sequence';

/** One key with the events of each term that have it. */
interface Bucket {
  readonly key: KeyTuple;
  readonly stages: (readonly EqlEvent[])[];
}

/** Numbers of all types join in samples. */
function looseIdentity({ values }: KeyTuple): string {
  return JSON.stringify(values.map(({ value, identity }) => (typeof value === 'number' || typeof value === 'bigint' ? `n:${String(value)}` : identity)));
}

function collect(compiled: CompiledQuery, events: readonly EqlEvent[], found: readonly RowCollector[]): Map<string, { key: KeyTuple; stages: EqlEvent[][] }> {
  const buckets = new Map<string, { key: KeyTuple; stages: EqlEvent[][] }>();
  compiled.stages.forEach(({ readTuples, failure }, stage) => {
    if (failure !== undefined) {
      throw failure;
    }
    for (const row of found[stage]?.found() ?? []) {
      const event = events[row] as EqlEvent;
      for (const key of readTuples(event)) {
        const identity = looseIdentity(key);
        const bucket = buckets.get(identity) ?? { key, stages: compiled.stages.map(() => []) };
        buckets.set(identity, bucket);
        bucket.stages[stage]?.push(event);
      }
    }
  });
  return buckets;
}

/** Events are different when their documents are, or the fields of their keys: Elasticsearch compares hits with the fields it fetched. */
interface Choice {
  readonly event: EqlEvent;
  readonly fields: string;
}

/** All ways to choose one event a term, all different, in the order of the events; at most `limit`. */
function choose({ stages }: Bucket, keyFields: readonly string[], limit: number): (readonly EqlEvent[])[] {
  const found: EqlEvent[][] = [];
  const chosen: Choice[] = [];
  const next = (stage: number): void => {
    if (stage === stages.length) {
      found.push(chosen.map(({ event }) => event));
      return;
    }
    const fields = keyFields[stage] ?? '';
    for (const event of stages[stage] ?? []) {
      if (found.length >= limit) {
        return;
      }
      if (!chosen.some((other) => other.event === event && other.fields === fields)) {
        chosen.push({ event, fields });
        next(stage + 1);
        chosen.pop();
      }
    }
  };
  next(0);
  return found;
}

/** A later term whose event has a value of a key that no event of the first term has: Elasticsearch fails (eql-observed.md §4). */
function refuseStrayKeys(compiled: CompiledQuery, all: readonly Bucket[], buckets: readonly Bucket[]): void {
  const others = compiled.stages.slice(1);
  const known = new Set(all.flatMap(({ key, stages }) => (stages[0]?.length === 0 ? [] : valueIdentities(key))));
  for (const { stages } of buckets) {
    others.forEach(({ readTuples }, index) => {
      if ((stages[index + 1] ?? []).some((event) => readTuples(event).some((tuple) => valueIdentities(tuple).some((value) => !known.has(value))))) {
        throw failsInElasticsearch('a sample in which a later term has a key value that the first lacks');
      }
    });
  }
}

function valueIdentities({ values }: KeyTuple): string[] {
  return values.map((value, place) => `${place}:${looseIdentity({ identity: '', values: [value] })}`);
}

/** Dates are printed as numbers in samples. */
function printSampleKey(key: KeyValue): string | number | bigint | boolean | null {
  return key.type === 'date' && typeof key.value === 'number' ? key.value : printKey(key);
}

/** The samples of a query, keys ascending, null first. Puts the terms into the scan; the answer may be asked when the scan has run. */
export function beginSample(compiled: CompiledQuery, scan: Scan, request: FullRequest): () => readonly FoundSequence[] {
  const found = compiled.stages.map(({ matcher, failure }) => {
    const rows = new RowCollector(scan);
    if (failure === undefined) {
      scan.add(matcher, rows);
    }
    return rows;
  });
  return () => chooseSamples(compiled, collect(compiled, scan.events, found), request);
}

function chooseSamples(compiled: CompiledQuery, collected: ReadonlyMap<string, Bucket>, request: FullRequest): readonly FoundSequence[] {
  const all = [...collected.values()].sort((a, b) => compareTuples(a.key, b.key));
  const buckets = all.filter(({ stages }) => stages.every((stage) => stage.length > 0));
  refuseStrayKeys(compiled, all, buckets);
  const keyFields = compiled.stages.map(({ keys }) => keys.map(({ node }) => node.name).join());
  const results: FoundSequence[] = [];
  for (const bucket of buckets) {
    const room = Math.min(request.maxSamplesPerKey, request.size - results.length);
    if (room <= 0) {
      break;
    }
    const joinKeys = bucket.key.values.map(printSampleKey);
    results.push(...choose(bucket, keyFields, room).map((found) => ({ events: found, joinKeys })));
  }
  return results;
}
