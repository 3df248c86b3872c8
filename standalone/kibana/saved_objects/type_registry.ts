import type { SavedObjectsType } from '@kbn/core/server';

/** Types of all plugins; closed when the plugins start. */
export class SavedObjectTypeRegistry {
  private readonly types = new Map<string, SavedObjectsType>();
  private isLocked = false;

  /** Throws where the name is taken or registration is over. */
  register(type: SavedObjectsType): void {
    if (this.isLocked) throw new Error('cannot call `registerType` after service startup.');
    if (this.types.has(type.name)) throw new Error(`Type '${type.name}' is already registered`);
    this.types.set(type.name, type);
  }

  lock(): void {
    this.isLocked = true;
  }

  get(name: string): SavedObjectsType | undefined {
    return this.types.get(name);
  }

  all(): readonly SavedObjectsType[] {
    return [...this.types.values()];
  }
}

/** Fields of a type that only some versions know; plugins of Kibana itself set them. */
interface MigrationFields {
  readonly migrations?: Readonly<Record<string, unknown>>;
  readonly convertToMultiNamespaceTypeVersion?: string;
}

/** The version that objects of a type are written in: `10.<model version>.0`, else the newest old-style one, else nothing. */
export function typeMigrationVersion(type: SavedObjectsType & MigrationFields): string | undefined {
  const models = Object.keys(type.modelVersions ?? {}).map(Number);
  if (models.length > 0) return `10.${Math.max(...models)}.0`;
  const versions = [...Object.keys(type.migrations ?? {}), ...(type.convertToMultiNamespaceTypeVersion ? [type.convertToMultiNamespaceTypeVersion] : [])];
  return versions.sort((left, right) => left.localeCompare(right, 'en', { numeric: true })).at(-1);
}
