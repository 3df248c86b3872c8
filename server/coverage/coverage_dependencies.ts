import { createHash } from 'node:crypto';
import type { CorpusTest, HashText } from '../../common/coverage';
import type { RequestServices } from '../lib/request_services';

/** What coverage works with: one caller's clients in one space, the rules of this build, and its scenarios. */
export type CoverageDependencies = Pick<RequestServices, 'detectionEngine' | 'savedObjects' | 'ruleContents' | 'now' | 'userName'> & {
  readonly scenarios: () => readonly CorpusTest[];
};

export const sha256: HashText = (text) => createHash('sha256').update(text).digest('hex');
