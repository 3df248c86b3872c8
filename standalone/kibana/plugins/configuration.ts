import { KibanaFatalError } from './fatal_error';

type Tree = { [key: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What `kibana.yml` would hold, as a tree; remembers which parts somebody has read. */
export class Configuration {
  private readonly tree: Tree;
  private readonly handled: string[][] = [];

  /** Takes flat (`a.b.c`) and nested keys, mixed. Throws where a key is no name or stands both as a value and as a folder. */
  constructor(entries: Readonly<Record<string, unknown>>) {
    this.tree = unflatten(entries);
  }

  /** The part at a path, or nothing; counts as read. */
  get(path: readonly string[]): unknown {
    this.handled.push([...path]);
    return path.reduce<unknown>((value, key) => (isTree(value) && Object.hasOwn(value, key) ? value[key] : undefined), this.tree);
  }

  /** Throws Kibana's fatal error (exit code 64) where a key belongs to nobody. */
  assertNothingUnread(): void {
    const unknown = leaves(this.tree).filter((leaf) => !this.handled.some((path) => path.every((key, index) => leaf[index] === key)));
    if (unknown.length === 0) return;
    const names = unknown.map((leaf) => `"${leaf.join('.')}"`).join(', ');
    throw new KibanaFatalError(`Unknown configuration key(s): ${names}. Check for spelling errors and ensure that expected plugins are installed.`, 64);
  }
}

function unflatten(entries: Readonly<Record<string, unknown>>): Tree {
  const root: Tree = {};
  for (const [key, value] of Object.entries(entries)) {
    const path = key.split('.');
    if (path.some((part) => part === '' || part === '__proto__' || part === 'constructor' || part === 'prototype')) throw new KibanaFatalError(`Invalid configuration key "${key}".`, 78);
    const last = path.pop() ?? '';
    const parent = path.reduce<Tree>((node, part) => {
      const child = (node[part] ??= {});
      if (!isTree(child)) throw new KibanaFatalError(`Configuration key "${key}" lies inside a value.`, 78);
      return child;
    }, root);
    const existing = parent[last];
    parent[last] = isTree(value) ? { ...(isTree(existing) ? existing : {}), ...unflatten(value) } : value;
  }
  return root;
}

function leaves(tree: Tree, path: readonly string[] = []): string[][] {
  return Object.entries(tree).flatMap(([key, value]) => (isTree(value) ? leaves(value, [...path, key]) : [[...path, key]]));
}
