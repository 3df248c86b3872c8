import type { ErrorCode } from '../../common/api';
import { AppError } from './app_error';

/** The detection engine answered with an error, or not at all (`status` 0). `message` is its own sentence. */
export class UpstreamFailure extends AppError {
  readonly status: number;
  /** Decoded body where there was one: a bulk action keeps its results there. */
  readonly body: unknown;

  constructor(status: number, message: string, options: { body?: unknown; cause?: unknown; code?: ErrorCode } = {}) {
    super(options.code ?? codeOf(status), message, { details: { status, upstream: message }, cause: options.cause });
    this.name = 'UpstreamFailure';
    this.status = status;
    this.body = options.body;
  }
}

/** Which of our codes an answer of the detection engine stands for. A 401 means that what the caller sent on does not log in by itself. */
function codeOf(status: number): ErrorCode {
  switch (status) {
    case 401:
      return 'authentication_not_forwardable';
    case 403:
      return 'forbidden';
    case 404:
      return 'not_found';
    case 409:
      return 'conflict';
    case 0:
    case 429:
    case 502:
    case 503:
    case 504:
      return 'detection_engine_unavailable';
    default:
      return 'upstream_failed';
  }
}
