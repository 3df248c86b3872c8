import { EuiText } from '@elastic/eui';
import type { ReactElement, ReactNode } from 'react';

/** The words of an empty prompt in the colour of text: EUI's quieter one has too little contrast in the dark theme of 8.12. */
export function PromptBody({ children }: { readonly children?: ReactNode }): ReactElement {
  return <EuiText color="default">{children}</EuiText>;
}
