/** `@kbn/i18n-react` for the browser: react-intl around the page's one formatter. */
import type { ComponentType, ReactElement, ReactHTML, ReactNode } from 'react';
import { FormattedMessage as IntlFormattedMessage, injectIntl, RawIntlProvider } from 'react-intl';
import { currentIntl, hasRichText } from './kbn_i18n';

export { FormattedDate, FormattedDateParts, FormattedNumber, FormattedNumberParts, FormattedPlural, FormattedRelativeTime, FormattedTime, useIntl } from 'react-intl';
export { injectIntl as injectI18n, injectIntl };

/** Gives its children the page's language. */
export const I18nProvider: ComponentType<{ children?: ReactNode }> = ({ children }) => <RawIntlProvider value={currentIntl()}>{children}</RawIntlProvider>;

interface FormattedMessageProps {
  readonly id: string;
  readonly defaultMessage: string;
  readonly description?: string;
  readonly values?: Record<string, ReactNode | ((chunks: ReactNode) => ReactNode)>;
  readonly tagName?: keyof ReactHTML;
  readonly ignoreTag?: boolean;
}

/** A message of which each placeholder may be an element. In 8.12 a tag in the message is only text. */
export function FormattedMessage({ ignoreTag, values, ...rest }: FormattedMessageProps): ReactElement {
  const properties = { ...rest, values: values as Record<string, ReactNode>, ignoreTag: ignoreTag ?? !hasRichText() };
  return <IntlFormattedMessage {...properties} />;
}
