import { Boom, isBoom } from '@hapi/boom';
import type { HostServices } from '../host_services';
import { DEFAULT_SPACE, type Space } from './space';

const TYPE = 'space';

/** Spaces, kept as saved objects of the host; without authorization, which is the routes' business. */
export class SpacesService {
  private readonly services: HostServices;

  constructor(services: HostServices) {
    this.services = services;
  }

  /** Makes the default space once. */
  async ensureDefault(): Promise<void> {
    const { id, ...attributes } = DEFAULT_SPACE;
    try {
      await this.repository.create(TYPE, attributes, { id });
    } catch (error) {
      if (!isBoom(error, 409)) throw error;
    }
  }

  async all(): Promise<Space[]> {
    const { saved_objects } = await this.repository.find<Omit<Space, 'id'>>({ type: TYPE, perPage: 1_000 });
    return saved_objects.map(({ id, attributes }) => toSpace(id, attributes)).sort((left, right) => left.name.localeCompare(right.name));
  }

  /** Throws a Boom 404 with a neutral message (recording `error-404-space`). */
  async get(id: string): Promise<Space> {
    try {
      return toSpace(id, (await this.repository.get<Omit<Space, 'id'>>(TYPE, id)).attributes);
    } catch (error) {
      throw isBoom(error, 404) ? new Boom(undefined, { statusCode: 404 }) : error;
    }
  }

  async create({ id, ...attributes }: Space): Promise<Space> {
    try {
      const made = await this.repository.create(TYPE, { ...attributes, _reserved: undefined }, { id });
      return toSpace(id, made.attributes);
    } catch (error) {
      throw isBoom(error, 409) ? new Boom(`A space with the identifier ${id} already exists.`, { statusCode: 409 }) : error;
    }
  }

  async update({ id, ...attributes }: Space): Promise<Space> {
    const { _reserved } = await this.get(id);
    await this.repository.update(TYPE, id, { ...attributes, _reserved });
    return this.get(id);
  }

  /** Deletes the space and what lives in it alone. A reserved one stays. */
  async delete(id: string): Promise<void> {
    const space = await this.get(id);
    if (space._reserved) throw new Boom(`The ${id} space cannot be deleted because it is reserved.`, { statusCode: 400 });
    await this.repository.delete(TYPE, id);
    await this.services.internalRepository(this.services.savedObjectTypes.all().map(({ name }) => name)).deleteByNamespace(id);
  }

  private get repository() {
    return this.services.internalRepository([TYPE]);
  }
}

/** In the order of fields that Kibana answers with; absent ones are left out. */
function toSpace(id: string, { name, description, color, initials, imageUrl, disabledFeatures, _reserved }: Omit<Space, 'id'>): Space {
  const all = { id, name, description, color, initials, imageUrl, disabledFeatures: disabledFeatures ?? [], _reserved };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== null)) as unknown as Space;
}
