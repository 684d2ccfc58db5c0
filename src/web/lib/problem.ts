/** A problem document (RFC 9457) that the API answered with; `code` is one of docs/errors.md. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly status: number;
  readonly code: string;
  /** All of the document, with the fields of its own that a code may have. */
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(status: number, fields: Record<string, unknown>) {
    super(typeof fields.detail === "string" ? fields.detail : `The store answered ${status}.`);
    this.status = status;
    this.code = typeof fields.code === "string" ? fields.code : "internal";
    this.fields = fields;
  }
}

const PASSING = new Set([429, 502, 503, 504]);

/** Whether asking again may help: the network, or a store that is busy or away for a moment. */
export function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof ApiProblem) || PASSING.has(error.status);
}
