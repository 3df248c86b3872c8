/** Packages that the host supplies at run time; never bundled (`style.md` §11.3). */
declare module '@kbn/config-schema' {
  /** A schema; `validate` gives the value with defaults or throws an error whose message names the path. */
  export interface Type<V> {
    readonly type: V;
    validate(value: unknown, context?: Record<string, unknown>, namespace?: string): V;
  }
  export type TypeOf<T extends Type<unknown>> = T['type'];
  interface TypeOptions<V> {
    readonly defaultValue?: V | (() => V);
    readonly validate?: (value: V) => string | void;
    readonly meta?: { readonly description?: string };
  }
  export type ObjectProperties = Record<string, Type<unknown>>;
  export type ObjectResult<P extends ObjectProperties> = { [K in keyof P]: TypeOf<P[K]> };
  export const schema: {
    any(options?: TypeOptions<unknown>): Type<unknown>;
    arrayOf<T>(item: Type<T>, options?: TypeOptions<T[]> & { minSize?: number; maxSize?: number }): Type<T[]>;
    boolean(options?: TypeOptions<boolean>): Type<boolean>;
    byteSize(options?: { defaultValue?: string | number; min?: string | number; max?: string | number }): Type<{ getValueInBytes(): number }>;
    duration(options?: { defaultValue?: string | number }): Type<{ asMilliseconds(): number }>;
    literal<T extends string | number | boolean | null>(value: T): Type<T>;
    maybe<T>(type: Type<T>): Type<T | undefined>;
    nullable<T>(type: Type<T>): Type<T | null>;
    never(): Type<never>;
    number(options?: TypeOptions<number> & { min?: number; max?: number }): Type<number>;
    object<P extends ObjectProperties>(properties: P, options?: { unknowns?: 'allow' | 'ignore' | 'forbid'; defaultValue?: unknown; validate?: (value: ObjectResult<P>) => string | void }): Type<ObjectResult<P>>;
    oneOf<A, B>(types: [Type<A>, Type<B>], options?: TypeOptions<A | B>): Type<A | B>;
    oneOf<A, B, C>(types: [Type<A>, Type<B>, Type<C>], options?: TypeOptions<A | B | C>): Type<A | B | C>;
    oneOf<A, B, C, D>(types: [Type<A>, Type<B>, Type<C>, Type<D>], options?: TypeOptions<A | B | C | D>): Type<A | B | C | D>;
    recordOf<T>(key: Type<string>, value: Type<T>, options?: TypeOptions<Record<string, T>>): Type<Record<string, T>>;
    string(options?: TypeOptions<string> & { minLength?: number; maxLength?: number; hostname?: boolean }): Type<string>;
    uri(options?: TypeOptions<string> & { scheme?: string | string[] }): Type<string>;
  };
}

declare module '@kbn/i18n' {
  export const i18n: {
    translate(id: string, options: { defaultMessage: string; description?: string; values?: Record<string, unknown>; ignoreTag?: boolean }): string;
    getLocale(): string;
  };
}

declare module '@kbn/i18n-react' {
  import type { ComponentType, ReactElement, ReactNode } from 'react';
  export const I18nProvider: ComponentType<{ children?: ReactNode }>;
  export function FormattedMessage(properties: { id: string; defaultMessage: string; description?: string; values?: Record<string, ReactNode | ((chunks: ReactNode) => ReactNode)>; tagName?: string }): ReactElement;
}
