/** What would stop Kibana at start: the process says why and ends. */
export class KibanaFatalError extends Error {
  /** Exit code that Kibana ends with. */
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'KibanaFatalError';
    this.exitCode = exitCode;
  }
}
