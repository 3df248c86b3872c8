import type { TypedField } from '../../check/index';
import { failsInElasticsearch } from '../../errors/index';
import type { ScriptValue } from '../../functions/index';
import { compareWithBoolean } from './boolean_tests';
import { compareWithDate } from './date_tests';
import type { FieldTest, TestOperator } from './field_test';
import { compareWithIp } from './ip_tests';
import { compareWithNumber } from './number_tests';
import { compareStrings } from './string_tests';
import { compareWithVersion } from './version_tests';

export { compareCodePoints } from './compare_text';
export { existsTest, type FieldTest, readerOf, type TestOperator } from './field_test';
export { inNetworks } from './ip_tests';
export { callTest, equalsInsensitive, matchesRegularExpression, matchesWildcard } from './string_tests';
export { compareVersions } from './version_tests';

/** The comparison of a field with a constant, by the type of the field. `now` is epoch ms. Throws `EqlError` for a literal the type cannot read. */
export function compareField(field: TypedField, operator: TestOperator, literal: Exclude<ScriptValue, null>, now: number): FieldTest {
  switch (field.type) {
    case 'keyword':
      return compareStrings(field, operator, literal);
    case 'integer':
    case 'long':
    case 'unsigned_long':
    case 'double':
      return compareWithNumber(field, operator, literal);
    case 'datetime':
      return compareWithDate(field, operator, literal, now);
    case 'ip':
      return compareWithIp(field, operator, literal);
    case 'version':
      return compareWithVersion(field, operator, literal);
    case 'boolean':
      return compareWithBoolean(field, operator, literal);
    default:
      throw failsInElasticsearch(`fields of type [${field.field.type}] cannot be compared`);
  }
}
