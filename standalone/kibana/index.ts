export { startKibana } from './start_kibana';
export { KibanaFatalError } from './plugins/fatal_error';
export { createConsoleLogger, createLogger } from './logging/console_logger';
export type { ConsoleLoggerOptions, LogLevel, LogRecord } from './logging/console_logger';
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
