import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLocal } from '../admin/is-local.ts';
import type { Central } from '../central.ts';
import { plainOutcome } from '../fhir-api/fhir-call.ts';
import { isOwnPage, sendPage } from '../pages/send-page.ts';
import type { Crowd } from './crowd.ts';
import { crowdOptionsOf } from './crowd-options.ts';
import { crowdPage } from './crowd-page.ts';

/** Bounded load: so many acts at most, one after the other, then everybody else has the database for so long. */
const actsATurn = 10;
const turnMs = 400;

/** Lets the crowd act by central's clock until the server closes. */
export function paceCrowd(crowd: Crowd, onFault: (error: unknown) => void): () => Promise<void> {
  let turn: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    if (crowd.isByHand) return;
    turn ??= crowd
      .act(actsATurn)
      .catch((error) => {
        // A bug of ours: a crowd that goes on would say it ten times a second.
        void crowd.end();
        onFault(error);
      })
      .finally(() => {
        turn = null;
      });
  }, turnMs);
  return async () => {
    clearInterval(timer);
    await crowd.end();
    await turn;
  };
}

/**
 * `/admin/crowd` for programs (training, soak), `/tlum` for people. Demo and training only, from this computer only. `refusal`: why
 * there may be no crowd here; invented numbers must never reach a real gateway.
 */
export function registerCrowd(server: FastifyInstance, central: Central, crowd: Crowd, refusal: 'real-gateway' | null): void {
  server.register(
    (admin, _options, done) => {
      admin.addHook('onRequest', async (request, reply) => {
        if (!isLocal(request) || request.headers.origin !== undefined) return forbidden(reply);
      });
      admin.get('/crowd', () => crowd.status());
      admin.post('/crowd', async ({ body }, reply) => {
        const wanted = crowdOptionsOf(body);
        if (wanted === null) return reply.code(400).send(plainOutcome('invalid', 'The body is not what this call takes.'));
        if (wanted === 'off') await crowd.end();
        else if (refusal !== null) return reply.code(409).send(plainOutcome('conflict', realGateway));
        else crowd.begin(wanted);
        return crowd.status();
      });
      done();
    },
    { prefix: '/admin' },
  );

  server.get('/tlum', (request, reply) => {
    if (!isLocal(request) || request.headers.origin !== undefined) return forbidden(reply);
    return sendPage(reply, crowdPage(crowd.status(), central.clock.now(), refusal !== null));
  });
  server.post('/tlum', async (request, reply) => {
    if (!isLocal(request) || !isOwnPage(request)) return forbidden(reply);
    const wanted = crowdOptionsOf(ofForm(request));
    if (wanted === null) return reply.code(400).send(plainOutcome('invalid', 'The form is not what this page takes.'));
    if (wanted === 'off') await crowd.end();
    else if (refusal === null) crowd.begin(wanted);
    return reply.redirect('/tlum', 303);
  });
}

const realGateway = 'Messages go to a real gateway here; invented patients must not be written to.';

function ofForm({ body }: FastifyRequest): unknown {
  const form = body instanceof URLSearchParams ? body : new URLSearchParams();
  if (form.get('co') === 'koniec') return { on: false };
  const [patients, seed, hours] = ['osoby', 'ziarno', 'godziny'].map((name) => Number(form.get(name)));
  return { patients, profile: form.get('profil') ?? '', seed, hours, outcomes: form.get('przychodnie') === 'tak' };
}

const forbidden = (reply: FastifyReply) => reply.code(403).send(plainOutcome('forbidden', 'Only from this computer.'));
