import type { Diagnostic, DiagnosticCode } from '../errors/index';
import type { Location } from '../source/index';

/** The findings of one check, in the order they were met. */
export class Problems {
  private readonly found: Diagnostic[] = [];

  constructor(private readonly text: string) {}

  add(code: DiagnosticCode, location: Location, message: string, params: Diagnostic['params'] = {}): void {
    this.found.push({ code, severity: 'error', location, message, params });
  }

  /** The text at a location, as messages quote it. */
  quote(location: Location): string {
    return this.text.slice(location.start, location.end);
  }

  all(): readonly Diagnostic[] {
    return this.found;
  }
}
