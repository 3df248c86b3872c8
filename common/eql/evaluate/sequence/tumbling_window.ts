/**
 * How Elasticsearch reads a sequence in pages (`TumblingWindow`; eql-observed.md §3.1, §3.3): pages of the base stage open a window, the next stages are
 * read inside it; the last page of a stage makes the next stage the base. From the end (tail) the first stage is read backwards page by page and every page
 * starts anew. (One concept: that reading; the state machine is in sequence_state.ts.)
 */
import { failsInElasticsearch } from '../../errors/index';
import { comparePositions, isBefore, type Position } from '../position';
import { type HitList, HitPage } from './hit_list';
import type { SequenceState } from './sequence_state';

/** What the reader works on. */
export interface WindowSource {
  /** Number of positive stages. */
  readonly length: number;
  /** The hits of a positive stage, ascending; asked when the stage is first searched. */
  stage(index: number): HitList;
  /** The hits of `until`, ascending; undefined without it. */
  readonly until: (() => HitList) | undefined;
  readonly fetchSize: number;
  readonly fromEnd: boolean;
  /** A missing term stands first: `until` events met in the first window are forgotten in the next (eql-observed.md §3.6). */
  readonly forgetsUntil: boolean;
  readonly state: SequenceState;
  /** Whether enough sequences are complete, asked after every hit (head) or after every page (tail). */
  isEnough(): boolean;
}

/** One stage's search: what comes after `after`, from the time of `from` to the time of `to`. */
interface StageSearch {
  readonly find: () => HitList;
  after: Position | undefined;
  from: Position | undefined;
  to: Position | undefined;
}

interface Window {
  readonly base: number;
  readonly begin: Position;
  readonly end: Position;
}

type Step = (() => Step) | undefined;

/** The next page: positions ascend, so it is one piece of the list. */
function search({ find, after, from, to }: StageSearch, size: number): HitPage {
  const hits = find();
  const begin = from === undefined || (after !== undefined && after.time > from.time) ? after : from;
  let start = begin === undefined ? 0 : hits.search((time) => time >= begin.time);
  while (after !== undefined && start < hits.length && hits.time(start) <= after.time && comparePositions(after, hits.position(start)) >= 0) {
    start += 1;
  }
  const end = to === undefined ? hits.length : hits.search((time) => time > to.time, start);
  return new HitPage(hits, start, Math.min(size, end - start));
}

const isSame = (left: Position | undefined, right: Position | undefined): boolean => left !== undefined && right !== undefined && comparePositions(left, right) === 0;

/** Elasticsearch's reader loops without end on some queries with small pages; after so many searches it is refused. */
const searchesPerHit = 20;
const searchesAtLeast = 10_000;

class WindowReader {
  private readonly searches: readonly StageSearch[];
  private readonly until: StageSearch | undefined;
  private readonly backwards: HitList | undefined;
  private backwardsRead = 0;
  private restarts: boolean;
  private searchesLeft: number;

  constructor(private readonly source: WindowSource) {
    const { length, until, fromEnd } = source;
    const open = (find: () => HitList): StageSearch => ({ find, after: undefined, from: undefined, to: undefined });
    this.searches = Array.from({ length }, (_, index) => open(() => source.stage(index)));
    this.until = until === undefined ? undefined : open(until);
    this.restarts = fromEnd;
    const first = source.stage(0);
    this.backwards = fromEnd ? first.descending() : undefined;
    this.searchesLeft = searchesAtLeast + searchesPerHit * first.length * length;
  }

  run(): void {
    for (let step: Step = () => this.advance(0); step !== undefined; step = step()) {
      this.searchesLeft -= 1;
      if (this.searchesLeft < 0) {
        throw failsInElasticsearch('a sequence that Elasticsearch never answers with this fetch_size');
      }
    }
  }

  private stage(index: number): StageSearch {
    return this.searches[index] as StageSearch;
  }

  /** Reads the next page of a base stage. */
  private advance(stage: number): Step {
    const base = this.stage(stage);
    base.to = undefined;
    const backwards = stage === 0 ? this.backwards : undefined;
    const page = backwards === undefined ? search(base, this.source.fetchSize) : this.pageFromEnd(backwards);
    if (page.length === 0) {
      return this.completeBase(stage, page, undefined);
    }
    const window = { base: stage, begin: page.first, end: page.last };
    if (backwards === undefined) {
      base.after = window.end;
      this.readUntil(window);
    }
    return this.completeBase(stage, page, window);
  }

  /** A page of the search from the end, turned round: time ascends, arrival of one time descends. */
  private pageFromEnd(backwards: HitList): HitPage {
    const length = Math.min(this.source.fetchSize, backwards.length - this.backwardsRead);
    this.backwardsRead += length;
    return new HitPage(backwards, this.backwardsRead - 1, length, -1);
  }

  private readUntil(window: Window): void {
    const { until } = this;
    if (until === undefined) {
      return;
    }
    if (this.source.forgetsUntil) {
      this.source.state.dropUntils();
    }
    this.box(window, until);
    for (let page = search(until, this.source.fetchSize); page.length > 0; page = search(until, this.source.fetchSize)) {
      until.after = page.last;
      for (let index = 0; index < page.length; index += 1) {
        this.source.state.addUntil(page.list.at(page.place(index)));
      }
    }
  }

  private box(window: Window, request: StageSearch): void {
    request.to = window.end;
    if (request.from === undefined) {
      request.from = window.begin;
      request.after = window.begin;
    }
  }

  private nextStage(stage: number): number | undefined {
    return stage + 1 < this.searches.length ? stage + 1 : undefined;
  }

  /** Matches a page; false when enough is complete. */
  private match(stage: number, page: HitPage): boolean {
    const { state, fromEnd } = this.source;
    for (let index = 0; index < page.length; index += 1) {
      if (stage === 0) {
        state.start(page.list, page.place(index));
      } else if (state.advance(stage, page.list, page.place(index)) && !fromEnd && this.source.isEnough()) {
        return false;
      }
    }
    return !(fromEnd && this.source.isEnough());
  }

  private completeBase(stage: number, page: HitPage, window: Window | undefined): Step {
    if (!this.match(stage, page)) {
      return undefined;
    }
    const next = this.nextStage(stage);
    const isLastPage = page.length < this.source.fetchSize;
    if (next === undefined) {
      this.restarts = this.restarts && !(stage === 0 && isLastPage);
      return isLastPage ? this.restart() : () => this.tumble(stage);
    }
    return stage === 0 && this.source.fromEnd ? this.continueFromEnd(next, window, isLastPage) : this.continueForwards(stage, next, window, isLastPage);
  }

  private continueFromEnd(next: number, window: Window | undefined, isLastPage: boolean): Step {
    if (window === undefined) {
      this.restarts = false;
      return undefined;
    }
    this.setUpFromEnd(next, window.begin);
    this.restarts = this.restarts && !isLastPage;
    return () => this.advance(next);
  }

  /** Later stages start where the page starts. */
  private setUpFromEnd(next: number, from: Position): void {
    const request = this.stage(next);
    if (isSame(from, request.from)) {
      return;
    }
    request.from = from;
    request.after = from;
    if (this.until !== undefined) {
      this.until.from = from;
      this.until.after = from;
    }
    for (const later of this.searches.slice(next + 1)) {
      later.from = undefined;
      later.after = undefined;
    }
  }

  private continueForwards(stage: number, next: number, window: Window | undefined, isLastPage: boolean): Step {
    if (window !== undefined) {
      this.box(window, this.stage(next));
    }
    if (!isLastPage && window !== undefined) {
      return () => this.readSecondary(window, next);
    }
    return this.source.state.hasCandidates(stage) ? () => this.advance(next) : this.restart();
  }

  private restart(): Step {
    return this.restarts ? () => this.tumble(0) : undefined;
  }

  /** Reads a later stage inside the window. */
  private readSecondary(window: Window, stage: number): Step {
    const { state, fetchSize } = this.source;
    const request = this.stage(stage);
    this.box(window, request);
    const page = search(request, fetchSize).upTo(window.end);
    const next = this.nextStage(stage);
    if (page.length > 0) {
      request.after = page.last;
      if (!this.match(stage, page)) {
        return undefined;
      }
      if (next !== undefined && this.stage(next).from === undefined) {
        this.stage(next).from = page.first;
        this.stage(next).after = page.first;
      }
      if (page.length === fetchSize && isBefore(page.last, window.end)) {
        return () => this.readSecondary(window, stage);
      }
    }
    return next !== undefined && state.hasCandidates(stage) ? () => this.readSecondary(window, next) : () => this.tumble(window.base);
  }

  /** Moves on to the next page of the base. */
  private tumble(stage: number): Step {
    const { state } = this.source;
    let base = stage;
    if (base > 0 && !state.hasCandidates(0)) {
      if (!this.restarts) {
        return undefined;
      }
      base = 0;
    }
    const marker = this.stage(base).after;
    if (this.restarts) {
      if (base === 0) {
        state.clear();
      }
    } else if (marker !== undefined) {
      state.trim(marker);
    }
    return () => this.advance(base);
  }
}

/** Reads all pages; the state's `complete` hears of every sequence. */
export function readWindows(source: WindowSource): void {
  new WindowReader(source).run();
}
