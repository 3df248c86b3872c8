/** `sample by …`: for every key that all terms have, different events for the terms, in no order of time (eql-semantics.md §5, eql-observed.md §4). */
import { failsInElasticsearch } from '../errors/index';
import type { EqlEvent } from '../schema/event_source';
import type { CompiledQuery } from './compiled_query';
import { compareTuples, type KeyTuple, type KeyValue, printKey } from './join_keys';
import type { RunRequest } from './run_request';
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

function collect(compiled: CompiledQuery, events: readonly EqlEvent[]): Map<string, { key: KeyTuple; stages: EqlEvent[][] }> {
  const buckets = new Map<string, { key: KeyTuple; stages: EqlEvent[][] }>();
  compiled.stages.forEach(({ matcher, readTuples }, stage) => {
    for (const event of events) {
      for (const key of matcher.matches(event) ? readTuples(event) : []) {
        const identity = looseIdentity(key);
        const bucket = buckets.get(identity) ?? { key, stages: compiled.stages.map(() => []) };
        buckets.set(identity, bucket);
        bucket.stages[stage]?.push(event);
      }
    }
  });
  return buckets;
}

/** All ways to choose one event a term, all different, in the order of the events; at most `limit`. */
function choose({ stages }: Bucket, limit: number): (readonly EqlEvent[])[] {
  const found: EqlEvent[][] = [];
  const chosen: EqlEvent[] = [];
  const next = (stage: number): void => {
    if (stage === stages.length) {
      found.push([...chosen]);
      return;
    }
    for (const event of stages[stage] ?? []) {
      if (found.length >= limit) {
        return;
      }
      if (!chosen.includes(event)) {
        chosen.push(event);
        next(stage + 1);
        chosen.pop();
      }
    }
  };
  next(0);
  return found;
}

function refuseStrayKeys(buckets: Iterable<Bucket>): void {
  for (const { key, stages } of buckets) {
    if (stages[0]?.length === 0 && stages.slice(1).some((stage) => stage.length > 0 && isMultiValued(key, stage))) {
      throw failsInElasticsearch('a sample in which a later term has a key of several values that the first lacks');
    }
  }
}

function isMultiValued(_key: KeyTuple, _stage: readonly EqlEvent[]): boolean {
  return false;
}

/** Dates are printed as numbers in samples. */
function printSampleKey(key: KeyValue): string | number | bigint | boolean | null {
  return key.type === 'date' && typeof key.value === 'number' ? key.value : printKey(key);
}

/** The samples of a query, keys ascending, null first. */
export function runSample(compiled: CompiledQuery, events: readonly EqlEvent[], request: Required<RunRequest>): readonly FoundSequence[] {
  const buckets = [...collect(compiled, events).values()].sort((a, b) => compareTuples(a.key, b.key));
  refuseStrayKeys(buckets);
  const results: FoundSequence[] = [];
  for (const bucket of buckets) {
    const room = Math.min(request.maxSamplesPerKey, request.size - results.length);
    if (room <= 0) {
      break;
    }
    if (bucket.stages.every((stage) => stage.length > 0)) {
      const joinKeys = bucket.key.values.map(printSampleKey);
      results.push(...choose(bucket, room).map((found) => ({ events: found, joinKeys })));
    }
  }
  return results;
}
