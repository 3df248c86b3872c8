import createCache, { type EmotionCache } from '@emotion/cache';

/** Where EUI and Emotion write their styles on this page. */
export interface StyleCaches {
  readonly default: EmotionCache;
  readonly global: EmotionCache;
  readonly utility: EmotionCache;
}

let caches: StyleCaches | undefined;

/** Gives the page's caches, made at the first call: one for each of the three `meta` elements of the document. */
export function styleCaches(): StyleCaches {
  caches ??= {
    default: createCache({ key: 'css', container: metaElement('emotion') }),
    global: createCache({ key: 'eui-global', container: metaElement('eui-global') }),
    utility: createCache({ key: 'eui-utility', container: metaElement('eui-utility') }),
  };
  return caches;
}

function metaElement(name: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(`meta[name="${name}"]`);
  if (!element) throw new Error(`The page has no place for the styles of ${name}.`);
  return element;
}
