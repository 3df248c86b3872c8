import { describe, expect, it } from 'vitest';
import { FlagError, parseFlags } from './flags';

describe('parseFlags', () => {
  it('starts on the embedded stack with all scenarios by default', () => {
    expect(parseFlags([])).toMatchObject({ port: 5601, elasticsearchPort: 9200, elasticsearch: undefined, scenario: 'all', fresh: false, kibanaVersion: '8.12.2' });
  });
  it('takes several files after --events, and then plays no scenario', () => {
    expect(parseFlags(['--fresh', '--events', 'a.ndjson', 'b.ndjson.gz'])).toMatchObject({ events: ['a.ndjson', 'b.ndjson.gz'], scenario: 'none', fresh: true });
  });
  it('gives nothing to start for --help', () => expect(parseFlags(['--help'])).toBeUndefined());
  it.each<[string[], RegExp]>([
    [['--nope'], /Unknown option '--nope'/],
    [['stray'], /unexpected argument: stray/],
    [['--port', 'x'], /--port x: expected a number/],
    [['--port', '70000'], /--port 70000/],
    [['--elasticsearch', 'localhost:9200'], /expected an http or https URL/],
    [['--elasticsearch', 'https://elastic:secret@localhost:9200'], /no credentials in the URL/],
    [['--elasticsearch', 'https://localhost:9200', '--events', 'a'], /--write-events/],
    [['--elasticsearch', 'https://localhost:9200', '--scenario', 'all'], /nothing is played into a cluster/],
    [['--events', 'a', '--scenario', 'all'], /exclude each other/],
    [['--shift-to-now'], /needs --events/],
    [['--kibana-version', '7.0.0'], /expected 8.12.2 or 9.5.0/],
  ])('refuses %j', (argv, message) => {
    expect(() => parseFlags(argv)).toThrow(FlagError);
    expect(() => parseFlags(argv)).toThrow(message);
  });
});
