import type { IncomingHttpHeaders } from 'node:http';
import { ElasticsearchError } from '../../../../common/query_dsl';
import { PlainError } from './plain_error';

const VENDOR = /^application\/vnd\.elasticsearch\+(json|x-ndjson|cbor|smile|yaml)\s*;\s*compatible-with\s*=\s*(\d+)/i;
const READ = new Set(['application/json', 'application/x-ndjson', 'application/*', '*/*']);
const SUPPORTED_VERSIONS = [9, 8];

/** What the two headers ask for; `responseType` is the content type of the answer. */
export interface MediaTypes {
  readonly responseType: string;
}

/**
 * Checks `Accept` and `Content-Type` as Elasticsearch 9.5 does: versions 8 and 9, on both headers or on none.
 * @throws PlainError 406, ElasticsearchError media_type_header_exception
 */
export function negotiateMediaTypes(headers: IncomingHttpHeaders, hasBody: boolean): MediaTypes {
  const accept = headers.accept;
  const contentType = headers['content-type'];
  const accepted = versionOf(accept);
  const sent = hasBody || contentType !== undefined ? versionOf(contentType) : undefined;
  refuseOtherVersion('Accept', accept, accepted);
  refuseOtherVersion('Content-Type', contentType, sent);
  if (hasBody) {
    refuseUnreadable(contentType);
    if (accepted !== sent && accept !== undefined && (accepted !== undefined || sent !== undefined)) {
      throw headerError(`A compatible version is required on both Content-Type and Accept headers if either one has requested a compatible version and the compatible versions must match. Accept=${accept}, Content-Type=${contentType ?? ''}`);
    }
  }
  return { responseType: accepted === undefined ? 'application/json' : `application/vnd.elasticsearch+json;compatible-with=${accepted}` };
}

function versionOf(header: string | undefined): number | undefined {
  const version = VENDOR.exec(header ?? '')?.[2];
  return version === undefined ? undefined : Number(version);
}

function refuseOtherVersion(name: string, header: string | undefined, version: number | undefined): void {
  if (version === undefined || SUPPORTED_VERSIONS.includes(version)) return;
  throw headerError(`${name} version must be either version 9 or 8, but found ${version}. ${name}=${header ?? ''}`);
}

function refuseUnreadable(contentType: string | undefined): void {
  const plain = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const vendor = VENDOR.exec(contentType ?? '')?.[1]?.toLowerCase();
  if (vendor === 'json' || vendor === 'x-ndjson' || READ.has(plain)) return;
  throw new PlainError(406, { error: `Content-Type header [${contentType ?? ''}] is not supported`, status: 406 });
}

function headerError(reason: string): ElasticsearchError {
  return new ElasticsearchError({
    type: 'media_type_header_exception',
    reason: 'Invalid media-type value on headers [Accept, Content-Type]',
    causedBy: { type: 'status_exception', reason },
  });
}
