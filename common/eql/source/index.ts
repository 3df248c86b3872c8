/** Source text, places in it, code frames and text edits; shared by the languages. */
export { applyEdits, type TextEdit } from './apply_edits';
export { type Location, type Position, positionAt, span } from './location';
export { printCodeFrame } from './print_code_frame';
