export { CodeText } from './code_text';
