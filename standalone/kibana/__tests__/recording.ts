import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { send, type TestAnswer } from './start_test_host';

const shared = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../../shared');
export const recordingsDirectory = path.join(shared, 'kibana-recordings');
export const samplePluginDirectory = path.join(shared, 'sample-plugin');
export const hasShared = existsSync(recordingsDirectory);

export interface Recording {
  readonly request: { readonly method: string; readonly path: string; readonly user: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };
  readonly response: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: unknown };
}

export function readRecording(name: string): Recording {
  return JSON.parse(readFileSync(path.join(recordingsDirectory, `${name}.json`), 'utf8')) as Recording;
}

export interface ReplayOptions {
  /** Changes the request, for instance puts this host's version of an object in place of the recorded one. */
  readonly request?: (request: Recording['request']) => Recording['request'];
  /** Takes out of both bodies what differs from run to run: times, versions, scores. Everything else is compared. */
  readonly volatile?: (body: unknown) => unknown;
  readonly cookie?: string;
  readonly password?: string;
}

/** Sends the recorded request and expects the recorded status, headers and body. */
export async function replay(url: string, name: string, { request = (given) => given, volatile = (body) => body, cookie, password }: ReplayOptions = {}): Promise<TestAnswer> {
  const recording = readRecording(name);
  const { method, path: target, user, headers = {}, body } = request(recording.request);
  const cookies: Record<string, string> = cookie === undefined ? {} : { cookie };
  const credentials: Record<string, string> = password === undefined ? {} : { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
  const isAnonymous = user === 'nobody' || user === 'session cookie' || password !== undefined;
  const answer = await send(url, method, target, { user: isAnonymous ? '' : user, headers: { ...headers, ...cookies, ...credentials }, body });
  expect({ status: answer.status, body: volatile(answer.body) }).toEqual({ status: recording.response.status, body: volatile(recording.response.body) });
  for (const [header, value] of Object.entries(recording.response.headers)) expect([header, answer.headers.get(header)]).toEqual([header, value]);
  return answer;
}

/** Takes keys out of an object, however deep they lie. */
export function without(...keys: readonly string[]): (body: unknown) => unknown {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).flatMap(([key, each]) => (keys.includes(key) ? [] : [[key, strip(each)]])));
  };
  return strip;
}
