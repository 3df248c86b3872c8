import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ServerRoute } from '@hapi/hapi';
import type { ContractLine } from '../http/contract_line';
import { REVALIDATED } from '../http/static_files';

/** Messages of one locale. English needs none: the default messages are English. */
export interface Translations {
  readonly locale: string;
  readonly messages: Readonly<Record<string, string>>;
}

interface TranslatedPlugin {
  readonly directory: string;
}

interface TranslationFile {
  readonly formats?: unknown;
  readonly messages?: Readonly<Record<string, string | { readonly text: string }>>;
}

/** All messages of a locale, from the files that each plugin's `.i18nrc.json` lists (`kibana-contract.md` §6). Throws on a file that is no JSON. */
export async function readTranslations(plugins: readonly TranslatedPlugin[], locale: string): Promise<Record<string, string>> {
  const all = await Promise.all(plugins.map(async ({ directory }) => readPluginMessages(directory, locale)));
  return Object.assign({}, ...all) as Record<string, string>;
}

async function readPluginMessages(directory: string, locale: string): Promise<Record<string, string>> {
  const listing = await readJson<{ readonly translations?: readonly string[] }>(path.join(directory, '.i18nrc.json'));
  const files = (listing?.translations ?? []).filter((file) => path.basename(file, '.json') === locale);
  const contents = await Promise.all(files.map((file) => readJson<TranslationFile>(path.resolve(directory, file))));
  // A file's `formats` would replace those of every other file (`kibana-8.12-observed.md` 8).
  if (contents.some((content) => content?.formats !== undefined)) throw new Error(`A translation file of ${directory} has "formats", which would replace the formats of the whole page.`);
  const entries = contents.flatMap((content) => Object.entries(content?.messages ?? {}));
  return Object.fromEntries(entries.map(([id, message]) => [id, typeof message === 'string' ? message : message.text]));
}

async function readJson<T>(file: string): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
  return JSON.parse(text) as T;
}

/** `/translations/<locale>.json`, below the build number as well; only the host's own locale is known. */
export function translationRoutes({ buildNumber }: ContractLine, { locale, messages }: Translations): ServerRoute[] {
  return [`/translations/${locale}.json`, `/${buildNumber}/translations/${locale}.json`].map((urlPath) => ({
    method: 'GET',
    path: urlPath,
    options: { auth: false },
    handler: (_request, toolkit) => toolkit.response({ locale, messages }).header('cache-control', REVALIDATED),
  }));
}
