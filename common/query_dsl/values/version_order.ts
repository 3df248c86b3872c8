const VALID = /^(\d+(?:\.\d+)*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

/**
 * A text whose code unit order is Elasticsearch's order of versions: numbers by value, pre-releases before their release,
 * texts that are no version after all versions (eql-observed.md section 9). Equal only for equal texts.
 */
export function versionKey(text: string): string {
  const parts = VALID.exec(text);
  if (!parts) return `\u0002${text}`;
  const [, main = '', preRelease, build] = parts;
  const release = main.split('.').map(numericPart).join('.');
  const stage = preRelease === undefined ? '\u0003' : `\u0002${preRelease.split('.').map(preReleasePart).join('.')}`;
  return release + stage + (build === undefined ? '' : `+${build}`);
}

function preReleasePart(part: string): string {
  return /^\d+$/.test(part) ? numericPart(part) : part;
}

function numericPart(digits: string): string {
  const significant = digits.replace(/^0+(?=\d)/, '');
  return `\u0001${String.fromCharCode(0x80 + Math.min(significant.length, 0x7f))}${significant}`;
}
