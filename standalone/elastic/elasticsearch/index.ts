/**
 * The embedded Elasticsearch: an HTTP service of its own, reached over HTTP only.
 *
 *   const elasticsearch = await startElasticsearch({ port: 0, dataDirectory: undefined, users, log });
 *   … new Client({ node: elasticsearch.url, auth }) …
 *   await elasticsearch.close();
 *
 * `startElasticsearchInWorker` takes the same options and runs the service in a worker thread, so that the caller's own event loop
 * stays free. What is implemented and what is refused by name: README.md.
 */
export { startElasticsearch } from './start_elasticsearch';
export { startElasticsearchInWorker } from './start_in_worker';
export type { ElasticsearchOptions, ElasticsearchService, ElasticsearchUser, RoleDescriptor } from './options';
export { StoreError, type StoreErrorCode } from './store/store_error';
