import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isArgumentElement, isLiteralElement, isPluralElement, isPoundElement, isSelectElement, parse, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { createIntl, createIntlCache } from '@formatjs/intl';
import { describe, expect, it } from 'vitest';

const here = path.dirname(fileURLToPath(import.meta.url));
const translations = path.join(here, '../translations');

/** Ids with their English messages, and ids that were seen without one. */
function messagesOfSource(): { readonly messages: ReadonlyMap<string, readonly string[]>; readonly seen: ReadonlySet<string> } {
  const messages = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const file of sourceFiles()) {
    const text = readFileSync(file, 'utf8');
    for (const [, id = ''] of text.matchAll(/['"](stagingWatch\.[\w.]+)['"]/g)) seen.add(id);
    const pairs = text.matchAll(/translate\(\s*'(stagingWatch\.[\w.]+)',\s*\{\s*defaultMessage:\s*'((?:[^'\\]|\\.)*)'|id="(stagingWatch\.[\w.]+)"\s+defaultMessage="([^"]*)"/g);
    for (const [, callId, callText, elementId, elementText] of pairs) {
      const id = callId ?? elementId ?? '';
      messages.set(id, [...new Set([...(messages.get(id) ?? []), callText ?? elementText ?? ''])]);
    }
  }
  return { messages, seen };
}

function sourceFiles(): string[] {
  const folders = [here, path.join(here, '../server')];
  return folders.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.')).map((name) => path.join(folder, name)));
}

/** Arguments of an ICU message as `name kind`, those inside the arms of a plural or select too. Throws on a message that cannot be read. */
function argumentsOf(message: string): readonly string[] {
  const walk = (elements: readonly MessageFormatElement[]): string[] =>
    elements.flatMap((element) => {
      if (isLiteralElement(element) || isPoundElement(element)) return [];
      const inner = isSelectElement(element) || isPluralElement(element) ? Object.values(element.options).flatMap(({ value }) => walk(value)) : [];
      return [`${element.value} ${isArgumentElement(element) ? 'text' : isSelectElement(element) ? 'select' : 'number'}`, ...inner];
    });
  return [...new Set(walk(parse(message, { ignoreTag: true })))].sort();
}

/** `{n, select, yes { to {folder}} other {}}`: intl-messageformat 2, which Kibana 8.12 brings, reads `to {folder}` there, and words run together. */
function hasBlankArm(message: string): boolean {
  const walk = (elements: readonly MessageFormatElement[]): boolean =>
    elements.some((element) => {
      if (!isSelectElement(element) && !isPluralElement(element)) return false;
      return Object.values(element.options).some(({ value: [first, ...rest] }) => first !== undefined && ((isLiteralElement(first) && /^[ \t\r\n]/.test(first.value)) || walk([first, ...rest])));
    });
  return walk(parse(message, { ignoreTag: true }));
}

const { messages, seen } = messagesOfSource();

describe('messages of the browser app and the server', () => {
  it('have English words for every id, the same wherever the id stands', () => {
    expect([...seen].filter((id) => !messages.has(id))).toEqual([]);
    expect([...messages].filter(([, texts]) => texts.length > 1)).toEqual([]);
    expect(messages.size).toBeGreaterThan(300);
  });

  it('begin no arm of a choice with a blank, which the reader of 8.12 swallows', () => {
    expect([...messages].filter(([, [text = '']]) => hasBlankArm(text)).map(([id]) => id)).toEqual([]);
  });

  it('are ICU messages that can be read', () => {
    const intl = createIntl({ locale: 'en', onError: (error) => { throw error; } }, createIntlCache());
    for (const [id, [text = '']] of messages) expect(() => intl.formatMessage({ id, defaultMessage: text }, standIns(text)), id).not.toThrow();
  });
});

describe.each(readdirSync(translations))('translation %s', (name) => {
  const file = JSON.parse(readFileSync(path.join(translations, name), 'utf8')) as { readonly messages: Record<string, string> };

  it('holds messages only: `formats` would replace those of everybody', () => {
    expect(Object.keys(file)).toEqual(['messages']);
  });

  it('is complete, and names nothing that is not there', () => {
    expect([...messages.keys()].filter((id) => !Object.hasOwn(file.messages, id))).toEqual([]);
    expect(Object.keys(file.messages).filter((id) => !messages.has(id))).toEqual([]);
  });

  it('begins no arm of a choice with a blank', () => {
    expect(Object.keys(file.messages).filter((id) => hasBlankArm(file.messages[id] ?? ''))).toEqual([]);
  });

  it('says each message with the same arguments, and can be read', () => {
    const intl = createIntl({ locale: name.replace('.json', ''), messages: file.messages, onError: (error) => { throw error; } }, createIntlCache());
    for (const [id, [text = '']] of messages) {
      expect(argumentsOf(file.messages[id] ?? ''), id).toEqual(argumentsOf(text));
      expect(() => intl.formatMessage({ id, defaultMessage: text }, standIns(text)), id).not.toThrow();
    }
  });
});

function standIns(message: string): Record<string, string | number> {
  return Object.fromEntries(argumentsOf(message).map((argument) => argument.split(' ')).map(([argument = '', kind]) => [argument, kind === 'number' ? 2 : 'x']));
}
