import type { PageConfiguration } from './page_configuration';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Takes any text, gives it safe for an HTML attribute in quotes and for element text. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Addresses of the files that belong to the host's page itself. */
export interface DocumentFiles {
  readonly bootstrapScript: string;
  readonly stylesheet: string;
  readonly icon: string;
}

/**
 * Gives the whole HTML document of a page. It has no inline script: the configuration is an attribute, which no policy has to allow and
 * which needs nothing but escaping. The three `meta` elements are the places where EUI and Emotion put their styles, as in Kibana.
 */
export function htmlDocument(configuration: PageConfiguration, files: DocumentFiles): string {
  return `<!DOCTYPE html>
<html lang="${escapeHtml(configuration.translations.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Standalone host</title>
<link rel="icon" type="image/svg+xml" href="${escapeHtml(files.icon)}">
<meta name="eui-global">
<link rel="stylesheet" href="${escapeHtml(files.stylesheet)}">
<meta name="emotion">
<meta name="eui-utility">
</head>
<body>
<kbn-injected-metadata data="${escapeHtml(JSON.stringify(configuration))}"></kbn-injected-metadata>
<div id="kibana-body"><p class="hostLoading">Loading…</p></div>
<noscript><p class="hostLoading">This page needs JavaScript.</p></noscript>
<script src="${escapeHtml(files.bootstrapScript)}"></script>
</body>
</html>
`;
}
