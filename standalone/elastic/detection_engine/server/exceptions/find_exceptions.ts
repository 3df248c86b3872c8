import type { RequestServices } from '../http/request_services';
import { filterExceptions } from './exception_kql';
import type { NamespaceType } from './exception';
import type { StoredException } from './exception_repository';

/** What both find requests share. */
export interface FindOptions {
  readonly filter?: string | undefined;
  readonly search?: string | undefined;
  readonly page: number;
  readonly per_page: number;
  readonly sort_field?: string | undefined;
  readonly sort_order?: 'asc' | 'desc' | undefined;
}

const fieldOf = ({ attributes }: StoredException, field: string): string => String((attributes as unknown as Record<string, unknown>)[field] ?? '');

function matchesSearch({ attributes }: StoredException, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '' && word !== '*');
  const text = JSON.stringify([attributes.name, attributes.description, attributes.tags, attributes.entries]).toLowerCase();
  return words.every((word) => text.includes(word.replace(/\*/g, '')));
}

function pageOf(found: readonly StoredException[], options: FindOptions, show: (stored: StoredException) => unknown): Record<string, unknown> {
  const kept = filterExceptions(options.search === undefined ? found : found.filter((stored) => matchesSearch(stored, options.search ?? '')), options.filter);
  const { page, per_page: perPage, sort_field: field } = options;
  const direction = options.sort_order === 'desc' ? -1 : 1;
  const sorted = field === undefined ? kept : [...kept].sort((left, right) => direction * fieldOf(left, field).localeCompare(fieldOf(right, field)));
  return { data: sorted.slice((page - 1) * perPage, page * perPage).map(show), page, per_page: perPage, total: kept.length };
}

/** Lists of the named kinds, a page of them (recording `exception-lists-find`). */
export async function findLists(options: FindOptions & { readonly namespace_type: readonly NamespaceType[] }, services: RequestServices): Promise<Record<string, unknown>> {
  const found = await Promise.all(options.namespace_type.map((namespaceType) => services.exceptions.lists(namespaceType)));
  return pageOf(found.flat(), options, services.exceptions.listResponse);
}

/** Items of the named lists, a page of them (recording `exception-items-find`); lists and namespaces go by position. */
export async function findItems(options: FindOptions & { readonly list_id: readonly string[]; readonly namespace_type: readonly NamespaceType[] }, services: RequestServices): Promise<Record<string, unknown>> {
  const found = await Promise.all(options.list_id.map((listId, position) => services.exceptions.itemsOf(listId, options.namespace_type[position] ?? 'single')));
  return pageOf(found.flat(), options, services.exceptions.itemResponse);
}
