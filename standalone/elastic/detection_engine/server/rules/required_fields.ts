import alertsMapping from '../alerts/alerts_mapping.json';
import { isAtLeast } from './kibana_version';

interface MappedField {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, MappedField>>;
}

/** Type of a field among the ECS fields that alerts have; undefined where ECS has none of that name. */
function ecsType(name: string): string | undefined {
  let field: MappedField | undefined = { properties: alertsMapping as Readonly<Record<string, MappedField>> };
  for (const part of name.split('.')) field = field?.properties !== undefined && Object.hasOwn(field.properties, part) ? field.properties[part] : undefined;
  return field?.type;
}

/** Fields of a body that custom rules have from 8.16 on; older releases drop them. `ecs` says whether ECS has the field with that type. */
export function integrationFields(body: Readonly<Record<string, unknown>>, kibanaVersion: string): Record<string, unknown> {
  if (!isAtLeast(kibanaVersion, 8, 16)) return { related_integrations: [], required_fields: [] };
  const required = (body.required_fields ?? []) as ReadonlyArray<{ readonly name: string; readonly type: string }>;
  return { required_fields: required.map(({ name, type }) => ({ name, type, ecs: ecsType(name) === type })) };
}
