/** What the user gave is wrong: arguments, a file, a mapping, a rule or the query. The message is complete; exit code 2. */
export class QueryInputError extends Error {
  override readonly name = 'QueryInputError';
}
