/** The four ways Elasticsearch folds case (eql-observed.md §6.4). All keep the length of the text. */

/** A-Z only: fields under `:`, `like~`, `in~` and the `~` functions. */
export function foldAscii(text: string): string {
  // The engine's own lower-casing is many times faster and the same on pure ASCII.
  return beyondAscii.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text.toLowerCase();
}

const beyondAscii = /[^\x00-\x7f]/;

function singleUnit(mapped: string, original: string): string {
  return mapped.length === 1 ? mapped : original;
}

/** Java `equalsIgnoreCase`: UTF-16 unit by unit, upper-cased then lower-cased. İ, i, ı and I are all equal there. */
export function foldJavaUnits(text: string): string {
  let folded = '';
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charAt(index);
    const upper = unit === 'ı' ? 'I' : singleUnit(unit.toUpperCase(), unit);
    folded += upper === 'İ' ? 'i' : singleUnit(upper.toLowerCase(), upper);
  }
  return folded;
}

const foldClasses = new Map<number, readonly number[]>();

/** The key shared by all characters that fold to one another; İ and ı stay apart (no single-character folding in the root locale). */
function foldKey(code: number): number {
  const character = String.fromCodePoint(code);
  if (code === 0x130 || code === 0x131) {
    return code;
  }
  const upper = character.toUpperCase();
  const raised = [...upper].length === 1 ? upper : character;
  const lower = raised.toLowerCase();
  return ([...lower].length === 1 ? lower : raised).codePointAt(0) ?? code;
}

const lastCasedCode = 0x1e943;

function buildFoldClasses(): void {
  const byKey = new Map<number, number[]>();
  for (let code = 0x41; code <= lastCasedCode; code += 1) {
    const key = foldKey(code);
    if (key !== code) {
      const members = byKey.get(key) ?? [key];
      members.push(code);
      byKey.set(key, members);
    }
  }
  for (const members of byKey.values()) {
    for (const code of members) {
      foldClasses.set(code, members);
    }
  }
}

/** All characters equal to this one under Unicode simple folding, itself included: Lucene's case-insensitive regular expressions. */
export function foldingClass(code: number): readonly number[] {
  if (foldClasses.size === 0) {
    buildFoldClasses();
  }
  return foldClasses.get(code) ?? [code];
}

/** Both cases of an ASCII letter: `java.util.regex` with CASE_INSENSITIVE. */
export function asciiCaseClass(code: number): readonly number[] {
  const isUpper = code >= 0x41 && code <= 0x5a;
  const isLower = code >= 0x61 && code <= 0x7a;
  return isUpper ? [code, code + 32] : isLower ? [code, code - 32] : [code];
}
