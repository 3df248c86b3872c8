/**
 * Puts values into a path such as `/alerts/{id}`: the one escaper for paths. Throws where a value is missing, and for `.` and `..`, which
 * a browser would resolve before sending.
 */
export function fillPath(template: string, params: unknown): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
    if (typeof value !== 'string' || value === '') throw new Error(`${template} needs a value for ${name}`);
    if (value === '.' || value === '..') throw new Error(`${template} cannot carry "${value}" as ${name}`);
    return encodeURIComponent(value);
  });
}
