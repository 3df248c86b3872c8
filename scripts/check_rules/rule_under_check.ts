import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { eventStyleSchema, type EventStyle, type RuleContent } from '../../common/detection';
import type { JsonObject } from '../../common/query_dsl';
import { readRuleFolders } from '../package_rules';

/** One line of `fires_on.ndjson` or `stays_silent_on.ndjson`. */
export interface EvidenceCase {
  readonly case: string;
  readonly style: EventStyle;
  /** Flat ECS documents. */
  readonly events: readonly JsonObject[];
}

/** A rule as content with its evidence. */
export interface RuleUnderCheck {
  readonly content: RuleContent;
  readonly firesOn: readonly EvidenceCase[];
  readonly staysSilentOn: readonly EvidenceCase[];
  /** Of an ES|QL rule, which our engines do not run: the rule it is measured by. Absent where there is none of that name. */
  readonly twin?: RuleContent;
}

/** The rule that evidence is run with. */
export function measuredBy({ content, twin }: Pick<RuleUnderCheck, 'content' | 'twin'>): RuleContent {
  return twin ?? content;
}

/** What can be wrong with a rule, one word for each check. */
export type RuleFault =
  | 'unreadable'
  | 'evidence_missing'
  | 'evidence_false'
  | 'unclaimed_source'
  | 'unknown_field'
  | 'tiebreaker'
  | 'several_sources'
  | 'dead_branch'
  | 'look_back'
  | 'exclusion_text'
  | 'words_missing'
  | 'twin'
  | 'esql_text';

export interface RuleProblem {
  readonly fault: RuleFault;
  readonly message: string;
}

const evidenceSchema = z.object({ case: z.string().min(1), style: eventStyleSchema, events: z.array(z.record(z.unknown())).min(1) }).strict();

/** Reads an NDJSON file of evidence; an absent or empty file has no cases. Throws with file and line of what is wrong. */
export function readEvidence(file: string): EvidenceCase[] {
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const decoded = evidenceSchema.safeParse(parseLine(line, `${file}:${index + 1}`));
    if (!decoded.success) throw new Error(`${file}:${index + 1}: ${decoded.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
    return [decoded.data as EvidenceCase];
  });
}

function parseLine(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Every rule folder with its evidence, sorted by folder. */
export function readRulesUnderCheck(): Array<RuleUnderCheck & { readonly directory: string }> {
  const folders = readRuleFolders();
  return folders.map(({ directory, content }) => {
    const twin = folders.find((other) => other.content.rule_id === content.twin)?.content;
    return {
      directory,
      content,
      firesOn: readEvidence(path.join(directory, 'fires_on.ndjson')),
      staysSilentOn: readEvidence(path.join(directory, 'stays_silent_on.ndjson')),
      ...(twin ? { twin } : {}),
    };
  });
}
