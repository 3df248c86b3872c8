import { eventStyleSchema } from '../../../common/detection';
import type { CoverageCellPlace } from '../../data';

/** A place as it stands in the URL: `<style>/<rule>/<test>`. Rule ids hold no slash. */
export function writeCellReference({ style, ruleId, testId }: CoverageCellPlace): string {
  return [style, ruleId, testId].join('/');
}

/** Undefined for a text that is no place. */
export function readCellReference(text: string): CoverageCellPlace | undefined {
  const [style, ruleId = '', ...rest] = text.split('/');
  const known = eventStyleSchema.safeParse(style);
  const testId = rest.join('/');
  return known.success && ruleId !== '' && testId !== '' ? { style: known.data, ruleId, testId } : undefined;
}
