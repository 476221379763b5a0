import type { FastifyInstance } from 'fastify';
import type { Central } from '../central.ts';
import { accessTokenSeconds } from './access-tokens.ts';
import { judgeTokenRequest } from './token-request.ts';

/** `POST /token`: OAuth2 client credentials with `private_key_jwt`. Answers and errors as in RFC 6749 §5. */
export function registerToken(server: FastifyInstance, central: Central): void {
  server.post('/token', async ({ body }, reply) => {
    const form = body instanceof URLSearchParams ? body : new URLSearchParams();
    const judged = await judgeTokenRequest(central.database, form, audiencesOf(central.url()));
    if (typeof judged === 'string') {
      return reply.code(judged === 'invalid_client' ? 401 : 400).send({ error: judged });
    }
    return {
      access_token: await central.tokens.forDesk(judged),
      token_type: 'Bearer',
      expires_in: accessTokenSeconds,
      scope: `system/*.cruds clinic/${judged.clinicId}`,
    };
  });
}

/** Both names of the loopback address mean this server. */
function audiencesOf(url: string): string[] {
  const token = `${url}/token`;
  return [token, token.replace('//127.0.0.1:', '//localhost:')];
}
