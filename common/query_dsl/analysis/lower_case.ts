const ASCII_ONLY = /^[\u0000-\u007f]*$/;

/**
 * Lower case as Lucene's filter makes it: code point by code point, one to one (`İ` becomes `i`, a final sigma stays `σ`).
 */
export function lowerCase(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase();
  let result = '';
  for (const character of text) result += lowerCaseCharacter(character);
  return result;
}

function lowerCaseCharacter(character: string): string {
  if (character === '\u0130') return 'i';
  return character.toLowerCase();
}

/** Lower case of the letters A to Z alone. */
export function lowerCaseAscii(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase();
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
