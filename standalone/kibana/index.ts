export { startKibana } from './start_kibana';
export { createConsoleLogger } from './logging/console_logger';
export type {
  ElasticsearchOptions,
  FrameOptions,
  HostCredentials,
  HostRole,
  HostUser,
  IndexGrant,
  KibanaGrant,
  KibanaOptions,
  RunningKibana,
} from './kibana_options';
