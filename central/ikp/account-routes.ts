import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Policy } from '../../core/domain/policy.ts';
import type { Central } from '../central.ts';
import type { Html } from '../pages/html.ts';
import { isOwnPage, sendPage } from '../pages/send-page.ts';
import { noClinic } from '../waiting-room/patient-actor.ts';
import { type Account, openAccount } from './account.ts';
import { formOf } from './forms.ts';
import type { View } from './layout.ts';
import { keepSession, readSession, type Session } from './session.ts';

/** Who is signed in, and what every page needs. */
export interface Visitor {
  session: Session;
  account: Account;
  view: View;
  now: string;
  policy: Policy;
}

export interface AccountRoutes {
  /** A page behind the sign-in. */
  page(path: string, draw: (who: Visitor, request: FastifyRequest, reply: FastifyReply) => Promise<Html | FastifyReply>): void;
  /** A form of one of these pages: it carries the session's token and comes from our own address. */
  form(
    path: string,
    act: (who: Visitor, sent: URLSearchParams, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
  ): void;
}

/** Routes that exist for whoever is signed in; all others are sent to the sign-in. */
export function accountRoutes(pages: FastifyInstance, central: Central): AccountRoutes {
  const { tokens, clock, policy, accesses } = central;
  /** null: already answered. */
  async function visitor(request: FastifyRequest, reply: FastifyReply): Promise<Visitor | null> {
    const session = await readSession(tokens, request);
    const account = session && (await openAccount(central, session));
    const forged = request.method === 'POST' && (!isOwnPage(request) || formOf(request).get('token') !== session?.formToken);
    if (session === null || account === null || forged) {
      await reply.redirect('/ikp/logowanie', 303);
      return null;
    }
    const shown = [account.person.pesel];
    await accesses.add({ clinicId: noClinic, client: 'ikp', author: session.pesel, act: 'account', type: 'Patient', shown });
    await keepSession(tokens, reply, session);
    const { ok } = request.query as { ok?: unknown };
    const path = request.url.split('?')[0] ?? '';
    const view: View = { account, formToken: session.formToken, path, success: typeof ok === 'string' ? ok : null };
    return { session, account, view, now: clock.now(), policy };
  }

  return {
    page: (path, draw) => {
      pages.get(path, async (request, reply) => {
        const who = await visitor(request, reply);
        if (who === null) return reply;
        const drawn = await draw(who, request, reply);
        return 'text' in drawn ? sendPage(reply, drawn) : drawn;
      });
    },
    form: (path, act) => {
      pages.post(path, async (request, reply) => {
        const who = await visitor(request, reply);
        return who === null ? reply : act(who, formOf(request), request, reply);
      });
    },
  };
}
