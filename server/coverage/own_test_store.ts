import { randomUUID } from 'node:crypto';
import type { SavedObjectsClientContract } from '@kbn/core/server';
import { z } from 'zod';
import { coverageTestLimits } from '../../common/api';
import { readTestEvents, withoutEvents, type CorpusTest, type CoverageTest, type TestPlatform } from '../../common/coverage';
import { eventStyleSchema, readDocument, type EventStyle, type SourceDocument } from '../../common/detection';
import { AppError } from '../lib/app_error';
import { statusCodeOf } from '../lib/to_http_error';
import type { CoverageDependencies } from './coverage_dependencies';
import { coverageTestType } from './coverage_saved_objects';

const ownTestSchema = z.object({ name: z.string(), style: eventStyleSchema, ndjson: z.string(), caughtBy: z.array(z.string()), by: z.string(), at: z.string() });
type OwnTest = z.infer<typeof ownTestSchema>;

export interface OwnTestOrder {
  readonly name: string;
  readonly ndjson: string;
  readonly caughtBy: readonly string[];
  readonly style?: EventStyle;
}

/** The tests that users added in this space, oldest first. One that cannot be read any more is left out. */
export async function findOwnTests(savedObjects: Pick<SavedObjectsClientContract, 'find'>): Promise<CorpusTest[]> {
  const found = await savedObjects.find({ type: coverageTestType, page: 1, perPage: coverageTestLimits.tests, sortField: 'at', sortOrder: 'asc' });
  return found.saved_objects.flatMap(({ id, attributes }) => {
    const decoded = ownTestSchema.safeParse(attributes);
    const read = decoded.success ? readTestEvents(decoded.data.ndjson, { maxEvents: coverageTestLimits.events, style: decoded.data.style }) : undefined;
    return decoded.success && read?.kind === 'events' ? [toCorpusTest(id, decoded.data, read.events)] : [];
  });
}

/** Stores a test. Throws `invalid_request` with line and reason for a file that is no such test, and where there are too many; nothing is stored then. */
export async function addOwnTest({ savedObjects, userName, now }: Pick<CoverageDependencies, 'savedObjects' | 'userName' | 'now'>, order: OwnTestOrder): Promise<CoverageTest> {
  const read = readTestEvents(order.ndjson, { maxEvents: coverageTestLimits.events, style: order.style });
  if (read.kind === 'bad') {
    const { line, reason, detail } = read;
    throw new AppError('invalid_request', `The events cannot be read: line ${line}: ${reason.replaceAll('_', ' ')}${detail === undefined ? '' : ` (${detail})`}.`, { details: { line, reason, detail } });
  }
  const { total } = await savedObjects.find({ type: coverageTestType, page: 1, perPage: 1 });
  if (total >= coverageTestLimits.tests) throw new AppError('invalid_request', `There are ${total} tests already; more are not kept.`, { details: { reason: 'too_many_tests', limit: coverageTestLimits.tests } });
  const test: OwnTest = { name: order.name, style: read.style, ndjson: order.ndjson, caughtBy: [...order.caughtBy], by: userName, at: now().toISOString() };
  const id = `own-${randomUUID()}`;
  await savedObjects.create(coverageTestType, test, { id, refresh: true });
  return withoutEvents(toCorpusTest(id, test, read.events));
}

/** Throws `not_found`. */
export async function deleteOwnTest(savedObjects: Pick<SavedObjectsClientContract, 'delete'>, id: string): Promise<{ deleted: string }> {
  try {
    await savedObjects.delete(coverageTestType, id, { refresh: true });
    return { deleted: id };
  } catch (error) {
    if (statusCodeOf(error) === 404) throw new AppError('not_found', 'There is no such test.', { details: { id } });
    throw error;
  }
}

function toCorpusTest(id: string, { name, style, caughtBy, by }: OwnTest, events: readonly SourceDocument[]): CorpusTest {
  return { testId: id, title: name, kind: 'own', source: by, platform: platformOf(events), styles: [style], notApplicable: [], caughtBy, events: { [style]: events } };
}

const systems: Readonly<Record<string, TestPlatform>> = { windows: 'windows', linux: 'linux', macos: 'macos', freebsd: 'freebsd' };

/** As the first event that says it; Windows where none does, as most sources are. */
function platformOf(events: readonly SourceDocument[]): TestPlatform {
  const named = events.map((event) => systems[readDocument(event).text('host.os.type') ?? '']);
  return named.find((system) => system !== undefined) ?? 'windows';
}
