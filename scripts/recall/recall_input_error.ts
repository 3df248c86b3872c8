/** A file or argument that recall cannot use; the message says which and why. */
export class RecallInputError extends Error {}
