import { describe, expect, it } from 'vitest';
import { noteOf } from './rule_note';

describe('the investigation guide', () => {
  it('lists the steps in order, the reason and the gaps', () => {
    const note = noteOf({ severity_reason: 'Because.', triage: ['First.', 'Then.'], known_faults: ['Misses a.'] });
    expect(note).toBe('## Triage\n\n1. First.\n2. Then.\n\n## Severity\n\nBecause.\n\n## Known gaps\n\n- Misses a.\n');
  });

  it('keeps the characters of paths and patterns', () => {
    expect(noteOf({ severity_reason: 'r', triage: ['t'], known_faults: ['"*\\Temp\\*" is _not_ seen in <x>.'] })).toContain('- "\\*\\\\Temp\\\\\\*" is \\_not\\_ seen in \\<x\\>.');
  });
});
