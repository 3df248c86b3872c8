import type { ScopedHistory } from '@kbn/core/public';
import type { Action, History, Href, Location, LocationDescriptor, LocationDescriptorObject, LocationListener, Path, TransitionPromptHook, UnregisterCallback } from 'history';

/**
 * An app's own history (`kibana-contract.md` §5.2): the page's history seen from below the app's base path. When the page leaves that path
 * the instance is finished for good and every further use throws, so that an unmounted app cannot move the page.
 *
 * Path strings behave as Kibana's: joined to the base path, runs of slashes become one, also those behind `?`. An app that has `//` in
 * its query pushes a location object.
 */
export class AppHistory implements ScopedHistory {
  private active = true;
  private readonly listeners = new Set<LocationListener>();
  private readonly stopFollowing: UnregisterCallback;

  constructor(
    private readonly parent: History,
    private readonly basePath: string
  ) {
    this.stopFollowing = parent.listen((location, action) => this.follow(location, action));
  }

  get length(): number {
    return this.whileActive().length;
  }

  get action(): Action {
    return this.whileActive().action;
  }

  get location(): Location {
    return this.withoutBasePath(this.whileActive().location);
  }

  createSubHistory = (basePath: string): ScopedHistory => {
    this.whileActive();
    return new AppHistory(this, basePath);
  };

  push = (target: Path | LocationDescriptor, state?: unknown): void => this.move('push', target, state);

  replace = (target: Path | LocationDescriptor, state?: unknown): void => this.move('replace', target, state);

  go = (steps: number): void => this.whileActive().go(steps);

  goBack = (): void => this.whileActive().goBack();

  goForward = (): void => this.whileActive().goForward();

  block = (prompt?: boolean | string | TransitionPromptHook): UnregisterCallback =>
    this.whileActive().block(typeof prompt === 'function' ? (location, action) => prompt(this.withoutBasePath(location), action) : prompt);

  listen = (listener: LocationListener): UnregisterCallback => {
    this.whileActive();
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  createHref = (location: LocationDescriptorObject, { prependBasePath = true }: { prependBasePath?: boolean } = {}): Href => {
    const parent = this.whileActive();
    if (!prependBasePath) return parent.createHref(location);
    return parent.createHref({ ...location, pathname: location.pathname === undefined ? this.basePath : this.withBasePath(location.pathname) });
  };

  /** Ends this history before the page leaves its path. */
  detach(): void {
    this.active = false;
    this.listeners.clear();
    this.stopFollowing();
  }

  private move(how: 'push' | 'replace', target: Path | LocationDescriptor, state: unknown): void {
    const parent = this.whileActive();
    if (typeof target === 'string') parent[how](this.withBasePath(target), state);
    else parent[how]({ ...target, pathname: target.pathname === undefined ? undefined : this.withBasePath(target.pathname) });
  }

  private follow(location: Location, action: Action): void {
    if (!isWithin(location.pathname, this.basePath)) {
      this.detach();
      return;
    }
    const own = this.withoutBasePath(location);
    for (const listener of [...this.listeners]) listener(own, action);
  }

  private withBasePath(path: string): string {
    return path === '' ? this.basePath : `${this.basePath}/${path}`.replace(/\/{2,}/g, '/');
  }

  private withoutBasePath(location: Location): Location {
    return { ...location, pathname: location.pathname.slice(this.basePath.length) };
  }

  private whileActive(): History {
    if (!this.active) throw new Error(`The history of ${this.basePath} is no longer in use: the page has left that path.`);
    return this.parent;
  }
}

/** Whether a path is the base path or lies below it. */
export function isWithin(pathname: string, basePath: string): boolean {
  return pathname === basePath || pathname.startsWith(`${basePath}/`);
}
