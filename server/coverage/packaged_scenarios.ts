import fs from 'node:fs';
import path from 'node:path';
import { packagedScenariosSchema, toCorpusTest, type CorpusTest } from '../../common/coverage';

let known: readonly CorpusTest[] | undefined;

/** The scenarios this build brings, from the file the build wrote beside this one (ADR 0003); read when first asked. Throws where it is missing or not well-formed. */
export function readPackagedScenarios(): readonly CorpusTest[] {
  known ??= packagedScenariosSchema.parse(JSON.parse(fs.readFileSync(path.join(__dirname, 'packaged_scenarios.json'), 'utf8'))).scenarios.map(toCorpusTest);
  return known;
}
