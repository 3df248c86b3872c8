/** JSX for the frame through the page's one Emotion: the compiler writes calls of `jsx` and `jsxs`, Emotion adds the `css` property. */
import { jsx as createElement } from '@emotion/react';
import { Fragment, type ElementType, type ReactElement } from 'react';

export { Fragment };

export function jsx(type: ElementType, properties: Record<string, unknown>, key?: string): ReactElement {
  return createElement(type, key === undefined ? properties : { ...properties, key });
}

export { jsx as jsxs };
