import { createContext, useContext, type ReactNode } from 'react';

const NoticeContext = createContext<ReactNode>(null);

/** Hands a standing notice to whichever page is shown. */
export const NoticeProvider = NoticeContext.Provider;

/** The notice to show above the page's content, or nothing. */
export function useNotice(): ReactNode {
  return useContext(NoticeContext);
}
