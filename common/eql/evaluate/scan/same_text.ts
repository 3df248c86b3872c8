/** The same text as JavaScript engines keep names of properties: looking it up in an object needs no search among all names. */
export function sameText(text: string): string {
  return Object.keys({ [text]: true })[0] ?? text;
}
