import type { ReactElement } from 'react';
import * as ReactDom from 'react-dom';

interface Root {
  render(element: ReactElement): void;
  unmount(): void;
}

/** Renders into an element with what the page's React offers (18: a root, 17: the older call). Gives the function that takes it away. */
export function renderTree(tree: ReactElement, element: HTMLElement): () => void {
  const { createRoot } = ReactDom as unknown as { createRoot?: (container: HTMLElement) => Root };
  if (createRoot) {
    const root = createRoot(element);
    root.render(tree);
    return () => root.unmount();
  }
  ReactDom.render(tree, element);
  return () => void ReactDom.unmountComponentAtNode(element);
}
