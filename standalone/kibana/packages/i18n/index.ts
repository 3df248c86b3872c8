import { createIntl, createIntlCache } from '@formatjs/intl';

interface TranslateOptions {
  readonly defaultMessage: string;
  readonly description?: string;
  readonly values?: Record<string, unknown>;
  readonly ignoreTag?: boolean;
}

export interface I18n {
  translate(id: string, options: TranslateOptions): string;
  getLocale(): string;
}

/** Gives `i18n` of `@kbn/i18n` for a locale. A missing message is replaced by the default one, a broken one is shown as it is. */
export function createI18n(locale: string, messages: Readonly<Record<string, string>>): I18n {
  const intl = createIntl({ locale, messages: { ...messages }, defaultLocale: 'en', onError: () => undefined }, createIntlCache());
  return {
    getLocale: () => locale,
    translate(id, { defaultMessage, values, ignoreTag }) {
      if (id === '') throw new Error('[I18n] A message id must be a non-empty string.');
      const text = intl.formatMessage({ id, defaultMessage }, values as never, { ignoreTag: ignoreTag ?? true });
      return Array.isArray(text) ? text.join('') : String(text);
    },
  };
}
