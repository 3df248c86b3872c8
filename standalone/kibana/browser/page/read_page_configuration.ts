import type { PageConfiguration } from './page_configuration';

/** Gives what the server wrote into the page. Throws where the page has no such element, so that nothing runs on half a page. */
export function readPageConfiguration(): PageConfiguration {
  const data = document.querySelector('kbn-injected-metadata')?.getAttribute('data');
  if (!data) throw new Error('The page carries no configuration.');
  return JSON.parse(data) as PageConfiguration;
}
