import fs from 'node:fs';
import { compareCells, hashCorpus, hashRule, PackError, readPackLines, runMatrix, type EvidencePack } from '../../common/coverage';
import { sha256 } from './shipped_rules';

/** Runs a pack's rules over its events again. Says what is other than the pack states: hashes and verdicts. Throws with file and reason where it cannot be read. */
export function runPack(file: string): { readonly text: string; readonly isSame: boolean } {
  const pack = readPack(file);
  const differences = [...hashDifferences(pack), ...verdictDifferences(pack)];
  const { rules, tests, facts } = pack;
  const head = `Pack of Staging Watch ${facts.version}, made ${facts.madeAt}: ${rules.length} rules, ${tests.length} tests.`;
  const end = differences.length === 0 ? 'Every hash and verdict is as the pack states.' : `${differences.length} difference(s):`;
  return { text: [head, end, ...differences].join('\n'), isSame: differences.length === 0 };
}

function readPack(file: string): EvidencePack {
  try {
    return readPackLines(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof PackError || (error instanceof Error && 'code' in error)) throw new Error(`${file}: ${error.message}`);
    throw error;
  }
}

function hashDifferences({ rules, tests, corpusHash }: EvidencePack): string[] {
  const corpus = hashCorpus(tests, sha256);
  return [
    ...(corpus === corpusHash ? [] : [`corpus: the pack states ${corpusHash}, its events give ${corpus}`]),
    ...rules.flatMap(({ rule, runnable }) => (!runnable || hashRule(runnable, sha256) === rule.ruleHash ? [] : [`${rule.ruleId}: the rule in the pack is not the one its hash is of`])),
  ];
}

/** Stale cells state nothing. */
function verdictDifferences({ rules, tests, cells }: EvidencePack): string[] {
  const stated = cells.map((cell) => ({ ...cell, results: cell.results.filter(({ verdict }) => verdict !== 'stale') }));
  const again = runMatrix({ rules, tests, ranAt: '' });
  const isStated = new Set(stated.flatMap(({ ruleId, testId, results }) => results.map(({ style }) => JSON.stringify([ruleId, testId, style]))));
  return compareCells(stated, again)
    .filter(({ ruleId, testId, style }) => isStated.has(JSON.stringify([ruleId, testId, style])))
    .map(({ ruleId, testId, style, before, after }) => `${ruleId} on ${testId} in ${style}: the pack states ${before ?? 'nothing'}, it is ${after ?? 'nothing'}`);
}
