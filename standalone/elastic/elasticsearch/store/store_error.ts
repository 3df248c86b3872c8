export type StoreErrorCode = 'locked' | 'not_a_store' | 'unknown_format' | 'unreadable';

/** Why a data directory cannot be used; the message is for the person who started the service. */
export class StoreError extends Error {
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: { cause?: unknown }
  ) {
    super(message, options);
    this.name = 'StoreError';
  }
}
