import { suppliedText } from '../exceptions/exception_schema';
import { publicVersion, route } from '../http/register_route';
import type { Register } from '../http/register_route';
import { searchSignals } from '../signals/search_signals';
import { searchSignalsSchema, setAssigneesSchema, setStatusSchema, setTagsSchema } from '../signals/signals_schema';
import { setAssignees, setStatus, setTags } from '../signals/update_signals';

const base = '/api/detection_engine/signals';
const shared = { version: publicVersion, privilege: 'securitySolution', method: 'post' } as const;

/** Alerts: search, status, tags, assignees (`detection-engine.md` §5). Index rights are the caller's own. */
export const signalRoutes: readonly Register[] = [
  route({ ...shared, path: `${base}/search`, body: searchSignalsSchema, handle: async ({ body }, services) => searchSignals(body, services) }),
  route({ ...shared, path: `${base}/status`, words: suppliedText, body: setStatusSchema, handle: async ({ body }, services) => setStatus(body, services) }),
  route({ ...shared, path: `${base}/tags`, body: setTagsSchema, handle: async ({ body }, services) => setTags(body, services) }),
  route({ ...shared, path: `${base}/assignees`, body: setAssigneesSchema, handle: async ({ body }, services) => setAssignees(body, services) }),
];
