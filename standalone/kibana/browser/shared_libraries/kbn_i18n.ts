/** `@kbn/i18n` for the browser (`kibana-contract.md` §6): one set of messages for the page, English from the call where none is given. */
import { createIntl, createIntlCache, ReactIntlErrorCode, type IntlShape } from 'react-intl';

/** What core gives before the first plugin runs. */
export interface I18nInput {
  readonly locale: string;
  readonly messages: Readonly<Record<string, string>>;
  /** `false` as in 8.12, where a tag in a message is only text. */
  readonly richText: boolean;
}

interface TranslateArguments {
  readonly defaultMessage: string;
  readonly description?: string;
  readonly values?: Record<string, unknown>;
  readonly ignoreTag?: boolean;
}

const cache = createIntlCache();
let current: { readonly intl: IntlShape; readonly input: I18nInput } = createCurrent({ locale: 'en', messages: {}, richText: true });

function createCurrent(input: I18nInput): { readonly intl: IntlShape; readonly input: I18nInput } {
  const intl = createIntl({ locale: input.locale, defaultLocale: 'en', messages: { ...input.messages }, onError: reportMessageError }, cache);
  return { intl, input };
}

/** A message without translation is normal; a message that cannot be formatted is a bug that shall be seen. */
function reportMessageError(error: { readonly code: string; readonly message: string }): void {
  if (error.code !== ReactIntlErrorCode.MISSING_TRANSLATION) console.error(`[i18n] ${error.message}`);
}

export const i18n = {
  init(input: I18nInput): void {
    current = createCurrent(input);
  },
  getLocale: (): string => current.input.locale,
  getTranslation: (): { locale: string; messages: Readonly<Record<string, string>> } => ({ locale: current.input.locale, messages: current.input.messages }),
  /** Gives the message of `id` with its placeholders filled. Throws on an empty id or a missing default message, as Kibana does. */
  translate(id: string, { defaultMessage, description, values, ignoreTag }: TranslateArguments): string {
    if (!id || typeof id !== 'string') throw new Error('[I18n] An `id` must be a non-empty string to translate a message.');
    if (!defaultMessage) throw new Error(`[I18n] Cannot format message: "${id}". Default message must be provided.`);
    const formatted: unknown = current.intl.formatMessage({ id, defaultMessage, description }, { ...values } as Record<string, string>, {
      ignoreTag: ignoreTag ?? !current.input.richText,
    });
    return formatted as string;
  },
};

/** The page's one formatter, for `@kbn/i18n-react`. */
export function currentIntl(): IntlShape {
  return current.intl;
}

/** Whether a tag in a message is markup. */
export function hasRichText(): boolean {
  return current.input.richText;
}
