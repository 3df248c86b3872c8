import type { Matcher } from '../matcher';
import type { Shard } from '../run_request';

/** Documents of one shard are numbered below this. */
const shardStep = 2 ** 32;

/** What a condition can be in an index that lacks some fields: never, always, or depending on the document. */
function verdict(matcher: Matcher, isMapped: (path: string) => boolean): boolean | undefined {
  switch (matcher.kind) {
    case 'constant':
      return matcher.value;
    case 'field':
      return isMapped(matcher.test.field.path) ? undefined : false;
    case 'script':
      return undefined;
    case 'not': {
      const inner = verdict(matcher.part, isMapped);
      return inner === undefined ? undefined : !inner;
    }
    case 'and':
    case 'or': {
      const decisive = matcher.kind === 'or';
      const parts = matcher.parts.map((part) => verdict(part, isMapped));
      return parts.includes(decisive) ? decisive : parts.includes(undefined) ? undefined : !decisive;
    }
  }
}

/**
 * The place of an event in a search of one term: the number of its shard among those that can match, then its number in the shard. A shard that cannot match
 * is left out and the numbers start anew, so events of different indices can stand at equal places (eql-observed.md §3.2). Takes the number of the event
 * among all events.
 */
export function shardOrder(matcher: Matcher, shards: readonly Shard[] | undefined): (order: number) => number {
  if (shards === undefined || shards.length < 2) {
    return (order) => order;
  }
  let start = 0;
  let searched = 0;
  const places = shards.map((shard) => {
    const place = { start, end: start + shard.size, number: searched };
    start = place.end;
    searched += verdict(matcher, (path) => shard.isMapped(path)) === false ? 0 : 1;
    return place;
  });
  return (order) => {
    const place = places.find(({ end }) => order < end);
    return place === undefined ? order : place.number * shardStep + (order - place.start);
  };
}
