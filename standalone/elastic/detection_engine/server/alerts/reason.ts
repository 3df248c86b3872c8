import { valueAt } from './document_values';
import type { Document } from './document_values';

/** First value at a path as text; undefined for absent, null and empty. */
function textAt(document: Document, path: string): string | undefined {
  const value = valueAt(document, path);
  const values = (Array.isArray(value) ? value : [value]).filter((entry) => entry !== undefined && entry !== null && entry !== '');
  return values.length === 0 ? undefined : values.map(String).join(', ');
}

function address(document: Document, side: 'source' | 'destination'): string | undefined {
  const host = textAt(document, `${side}.address`) ?? textAt(document, `${side}.ip`);
  const port = textAt(document, `${side}.port`);
  return host === undefined ? undefined : `${side} ${host}${port === undefined ? '' : `:${port}`}`;
}

const named = (label: string, value: string | undefined): string | undefined => (value === undefined ? undefined : `${label} ${value}`);

/**
 * The sentence in `kibana.alert.reason` (`detection-engine.md` §4.4); absent parts are left out.
 * @param document the event, before its `event.kind` becomes `signal`
 */
export function alertReason(document: Document, alert: { readonly severity: string; readonly name: string }): string {
  const category = textAt(document, 'event.category');
  const details = [
    named('process', textAt(document, 'process.name')),
    named('parent process', textAt(document, 'process.parent.name')),
    named('file', textAt(document, 'file.name')),
    address(document, 'source'),
    address(document, 'destination'),
  ].filter((part) => part !== undefined);
  const actor = [named('by', textAt(document, 'user.name')), named('on', textAt(document, 'host.name'))].filter((part) => part !== undefined);
  const start = category === undefined ? 'event' : `${category} event`;
  const withDetails = details.length === 0 ? start : `${start} with ${details.map((part) => `${part},`).join(' ')}`;
  return `${[withDetails, ...actor].join(' ')} created ${alert.severity} alert ${alert.name}.`;
}
