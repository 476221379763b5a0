import type { Exchange, Http, HttpRequest } from './http.ts';
import type { TokenAnswer, Tokens } from './token.ts';

/** A signed-in exchange; `no-token` means that the request itself was not sent. */
export type Attempt = Exchange | Extract<TokenAnswer, { kind: 'no-token' }>;

export interface Session {
  attempt(request: HttpRequest): Promise<Attempt>;
}

/** Adds the token. A 401 is known not to be applied, so the request goes out once more with a new token. */
export function session(http: Http, tokens: Tokens): Session {
  async function once(request: HttpRequest): Promise<{ attempt: Attempt; token: string | null }> {
    const answer = await tokens.get();
    if (answer.kind === 'no-token') return { attempt: answer, token: null };
    const headers = { ...request.headers, authorization: `Bearer ${answer.token}` };
    return { attempt: await http.exchange({ ...request, headers }), token: answer.token };
  }

  return {
    async attempt(request) {
      const first = await once(request);
      if (first.token === null || first.attempt.kind !== 'reply' || first.attempt.status !== 401) return first.attempt;
      tokens.reject(first.token);
      return (await once(request)).attempt;
    },
  };
}
