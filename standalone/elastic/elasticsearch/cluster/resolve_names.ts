import type { JsonObject } from '../../../../common/query_dsl';
import { indexClosed, indexNotFound } from '../errors/known_errors';
import { matchesWildcard } from '../json/wildcard';
import { unauthorizedOnIndices } from '../security/authorize';
import { mayOnIndex } from '../security/permissions';
import type { Principal } from '../security/principal';
import { byName, type ClusterState } from './cluster_state';
import { refuseUnderscore, resolveDateMath } from './index_name';
import type { IndexState } from './index_state';

export interface ResolveOptions {
  readonly ignoreUnavailable?: boolean;
  /** false: wildcards that match nothing are an error. Default true. */
  readonly allowNoIndices?: boolean;
  /** Closed indices: refuse (default for reading), leave in, or leave out. */
  readonly closed?: 'refuse' | 'include';
  /** Wildcards also match hidden indices. */
  readonly includeHidden?: boolean;
}

/** Who wants to do what; undefined where rights were looked at elsewhere. */
export interface Access {
  readonly principal: Principal;
  readonly action: string;
}

/** An index that was asked for, with the filters of the aliases it was reached by (undefined: reached without a filter). */
export interface ResolvedIndex {
  readonly index: IndexState;
  readonly filters: readonly JsonObject[] | undefined;
}

/**
 * Finds the indices an expression stands for (names, aliases, data streams, `*` patterns, `-` exclusions, date math), sorted by name.
 * With `access`, wildcards narrow to what may be touched, and a name that may not is refused.
 * @throws ElasticsearchError index_not_found_exception, index_closed_exception, security_exception
 */
export function resolveIndices(cluster: ClusterState, expression: string | readonly string[], options: ResolveOptions, access?: Access): ResolvedIndex[] {
  const parts = typeof expression === 'string' ? expression.split(',').filter((part) => part !== '') : expression;
  const names = expandNames(cluster, parts.length === 0 ? ['*'] : parts, options, access);
  const found = new Map<IndexState, JsonObject[] | undefined>();
  for (const name of names) addTarget(cluster, name, found);
  const resolved = [...found].map(([index, filters]) => ({ index, filters })).sort((left, right) => byName(left.index, right.index));
  return withoutClosed(resolved, names, options);
}

function withoutClosed(resolved: readonly ResolvedIndex[], names: ReadonlySet<string>, options: ResolveOptions): ResolvedIndex[] {
  if (options.closed === 'include') return [...resolved];
  const open = resolved.filter(({ index }) => !index.closed);
  const asked = resolved.find(({ index }) => index.closed && names.has(index.name) && !expandedOnly.get(names)?.has(index.name));
  if (asked !== undefined && options.ignoreUnavailable !== true) throw indexClosed(asked.index.name);
  return open;
}

/** Names that only a wildcard brought in, by result set: a closed index among them is left out, not refused. */
const expandedOnly = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

function addTarget(cluster: ClusterState, name: string, found: Map<IndexState, JsonObject[] | undefined>): void {
  const index = cluster.indices.get(name);
  if (index !== undefined) found.set(index, undefined);
  for (const backing of cluster.dataStreams.get(name)?.indices ?? []) {
    const state = cluster.indices.get(backing);
    if (state !== undefined) found.set(state, undefined);
  }
  for (const target of cluster.aliasIndices(name)) {
    const filter = target.aliases.get(name)?.filter;
    const known = found.get(target);
    if (filter === undefined || (found.has(target) && known === undefined)) found.set(target, undefined);
    else found.set(target, [...(known ?? []), filter]);
  }
}

/** The names of indices, aliases and data streams that an expression stands for, in the order they were met. */
export function expandNames(cluster: ClusterState, parts: readonly string[], options: ResolveOptions, access?: Access): ReadonlySet<string> {
  const names = new Set<string>();
  const byWildcard = new Set<string>();
  const refused: string[] = [];
  let wildcardSeen = false;
  for (const raw of parts) {
    const part = resolveDateMath(raw, cluster.now());
    if (part.startsWith('-') && wildcardSeen) {
      for (const name of [...names]) if (matchesWildcard(part.slice(1), name)) names.delete(name);
      continue;
    }
    if (part === '_all' || part.includes('*')) {
      wildcardSeen = true;
      for (const name of matchingNames(cluster, part === '_all' ? '*' : part, options)) {
        if (access !== undefined && !isAllowed(access, cluster, name)) continue;
        if (!names.has(name)) byWildcard.add(name);
        names.add(name);
      }
      if (names.size === 0 && options.allowNoIndices === false) throw indexNotFound(part);
      continue;
    }
    addConcrete(cluster, part, { names, byWildcard, refused, options, access });
  }
  if (refused.length > 0 && access !== undefined) throw unauthorizedOnIndices(access.principal, access.action, refused);
  const missing = [...names].find((name) => !exists(cluster, name));
  if (missing !== undefined) throw indexNotFound(missing);
  expandedOnly.set(names, byWildcard);
  return names;
}

interface Expansion {
  readonly names: Set<string>;
  readonly byWildcard: Set<string>;
  readonly refused: string[];
  readonly options: ResolveOptions;
  readonly access: Access | undefined;
}

function addConcrete(cluster: ClusterState, name: string, expansion: Expansion): void {
  const { names, byWildcard, refused, options, access } = expansion;
  refuseUnderscore(name);
  if (access !== undefined && !isAllowed(access, cluster, name)) {
    if (options.ignoreUnavailable !== true) refused.push(name);
    return;
  }
  if (!exists(cluster, name) && options.ignoreUnavailable === true) return;
  names.add(name);
  byWildcard.delete(name);
}

function exists(cluster: ClusterState, name: string): boolean {
  return cluster.indices.has(name) || cluster.dataStreams.has(name) || cluster.isAlias(name);
}

function isAllowed(access: Access, cluster: ClusterState, name: string): boolean {
  const dataStream = cluster.indices.get(name)?.dataStream;
  return mayOnIndex(access.principal, access.action, dataStream === undefined ? [name] : [name, dataStream]);
}

function matchingNames(cluster: ClusterState, pattern: string, options: ResolveOptions): string[] {
  const visible = (name: string, hidden: boolean): boolean => !hidden || options.includeHidden === true || (pattern.startsWith('.') && name.startsWith('.'));
  const out: string[] = [];
  for (const index of cluster.indices.values()) {
    if (matchesWildcard(pattern, index.name) && visible(index.name, index.hidden || index.dataStream !== undefined)) out.push(index.name);
  }
  for (const stream of cluster.dataStreams.values()) if (matchesWildcard(pattern, stream.name) && visible(stream.name, stream.hidden)) out.push(stream.name);
  for (const alias of cluster.aliasNames()) {
    const hidden = cluster.aliasIndices(alias).every((index) => index.aliases.get(alias)?.is_hidden === true);
    if (matchesWildcard(pattern, alias) && visible(alias, hidden)) out.push(alias);
  }
  return out.sort();
}
