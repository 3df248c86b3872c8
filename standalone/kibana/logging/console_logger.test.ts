import { describe, expect, it } from 'vitest';
import { createConsoleLogger } from './console_logger';

describe('the console logger', () => {
  const lines: string[] = [];
  const log = createConsoleLogger({ level: 'warn', stream: { write: (text) => lines.push(text) } });

  it('writes one line with level and context, from its level on', () => {
    log.get('plugins', 'some').warn('careful');
    log.info('left out');
    expect(lines).toEqual([expect.stringMatching(/^\[\d{4}-.*Z\]\[WARN \]\[plugins\.some\] careful\n$/)]);
  });

  it('lets no control character through to a terminal', () => {
    log.error('\u001b[31mred\u0007\u009b');
    expect(lines.at(-1)).toContain('\\u001b[31mred\\u0007\\u009b');
  });
});
