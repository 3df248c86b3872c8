/** `@kbn/datemath`: its published predecessor has the same functions under the same default export. */
import dateMath from '@elastic/datemath';

export default dateMath;
export const { parse, units, unitsAsc, unitsDesc, unitsMap } = dateMath;
