import type { InstallReport } from '../../common/api';
import { AppError } from '../lib/app_error';
import { statusCodeOf } from '../lib/to_http_error';
import { UpstreamFailure } from '../lib/upstream_failure';

type InstallProblem = InstallReport['failed'][number];

/** Why a rule, or all of them, could not be installed: a code for the screen, the sentence of whoever refused for the log. */
export function toInstallProblem(error: unknown, ruleId?: string): InstallProblem {
  const message = error instanceof Error ? error.message : String(error);
  return { ...(ruleId === undefined ? {} : { ruleId }), code: codeOf(error, message), message };
}

function codeOf(error: unknown, message: string): InstallProblem['code'] {
  if (error instanceof UpstreamFailure) return codeOfAnswer(error, message);
  if (error instanceof AppError && error.code === 'authentication_not_forwardable') return error.code;
  return statusCodeOf(error) === 403 ? 'forbidden' : 'failed';
}

function codeOfAnswer({ status, code }: UpstreamFailure, message: string): InstallProblem['code'] {
  if (code === 'detection_engine_unavailable' || code === 'authentication_not_forwardable') return code;
  if (/licen[cs]e/i.test(message)) return 'licence';
  if (/encryption key/i.test(message)) return 'encryption_key_missing';
  const known: Readonly<Record<number, InstallProblem['code']>> = { 400: 'invalid_rule', 403: 'forbidden', 409: 'conflict' };
  return known[status] ?? 'failed';
}
