import type { SavedObjectsType } from '@kbn/core/server';
import { schema } from '../packages/config_schema';

/** A space as `GET /api/spaces/space/{id}` shows it (recordings `space-*`). */
export interface Space {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly color?: string;
  readonly initials?: string;
  readonly imageUrl?: string;
  readonly disabledFeatures: readonly string[];
  readonly _reserved?: boolean;
}

export const spaceSavedObjectType: SavedObjectsType = {
  name: 'space',
  hidden: true,
  namespaceType: 'agnostic',
  mappings: { dynamic: false, properties: { name: { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 2048 } } } } },
};

export const DEFAULT_SPACE: Space = {
  id: 'default',
  name: 'Default',
  description: 'This is your default space!',
  color: '#00bfb3',
  disabledFeatures: [],
  _reserved: true,
};

/** What a space may be created or changed with. */
export const spaceSchema = schema.object({
  id: schema.string({ validate: (id) => (/^[a-z0-9_-]+$/.test(id) ? undefined : "must be lower case, a-z, 0-9, '_', and '-' are allowed") }),
  name: schema.string({ minLength: 1 }),
  description: schema.maybe(schema.string()),
  initials: schema.maybe(schema.string({ maxLength: 2 })),
  color: schema.maybe(schema.string({ validate: (color) => (color === '' || /^#[a-zA-Z0-9]{6}$/.test(color) ? undefined : 'must be a 6 digit hex color, starting with a #') })),
  disabledFeatures: schema.arrayOf(schema.string(), { defaultValue: [] }),
  imageUrl: schema.maybe(schema.string({ validate: (url) => (url === '' || /^data:image.*$/.test(url) ? undefined : "must start with 'data:image'") })),
  solution: schema.maybe(schema.string()),
  _reserved: schema.maybe(schema.boolean()),
});
