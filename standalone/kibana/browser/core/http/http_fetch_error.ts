import type { HttpFetchError } from '@kbn/core/public';

interface HttpFetchErrorInput {
  readonly message: string;
  readonly name: string;
  readonly request: Request;
  readonly response?: Response;
  readonly body?: unknown;
}

/** What every failed request rejects with, but for an aborted one: its body is the answer as parsed (`kibana-contract.md` §5.4). */
export class RequestFailed extends Error implements HttpFetchError {
  override readonly name: string;
  readonly request: Request;
  readonly response?: Response;
  readonly body?: NonNullable<HttpFetchError['body']>;

  constructor({ message, name, request, response, body }: HttpFetchErrorInput) {
    super(message);
    this.name = name;
    this.request = request;
    this.response = response;
    this.body = body as HttpFetchError['body'];
  }
}
