/** Fields of the Elastic Common Schema that every source here has, by shape. */
export const BASE_KEYWORDS = `
  agent.id agent.type agent.version ecs.version
  event.action event.category event.code event.dataset event.hash event.id event.kind event.module event.outcome event.provider event.type
  host.architecture host.domain host.hostname host.id host.mac host.name host.os.family host.os.kernel host.os.platform host.os.type host.os.version host.type
  group.domain group.id group.name user.domain user.email user.hash user.id user.group.domain user.group.id user.group.name`;

export const BASE_DATES = '@timestamp event.created event.ingested';

/** What whoever loads recordings adds: where a document comes from, and its time in seconds. */
export const LABEL_KEYWORDS = 'labels.source labels.style';

/** Hashes and facts about executable files. */
export function fileFacts(prefix: string): string {
  return ['hash.md5', 'hash.sha1', 'hash.sha256', 'hash.sha512', 'pe.company', 'pe.description', 'pe.file_version', 'pe.imphash', 'pe.original_file_name', 'pe.product']
    .map((name) => `${prefix}.${name}`)
    .join(' ');
}
