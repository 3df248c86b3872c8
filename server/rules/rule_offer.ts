import type { RuleContent } from '../../common/detection';
import { UpstreamFailure } from '../lib/upstream_failure';

/**
 * True where this detection engine has no rules of the content's type, told by trying (ES|QL came with 8.11 and can be switched off). Only a
 * refusal that names the type counts: any other 400 is a fault of the content.
 */
export function isRuleTypeMissing(error: unknown, { type, twin }: Pick<RuleContent, 'type' | 'twin'>): boolean {
  if (type !== 'esql' || twin === undefined) return false;
  return error instanceof UpstreamFailure && error.status === 400 && /esql|discriminator/i.test(error.message);
}
