import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parsePesel } from '../../core/domain/pesel.ts';
import type { Central } from '../central.ts';
import type { SignInRules } from '../ikp-api/http-ikp.ts';
import { html } from '../pages/html.ts';
import { isOwnPage, sendPage } from '../pages/send-page.ts';
import { openAccount, testIdentities } from './account.ts';
import { registerAccountPages } from './account-pages.ts';
import { clinicsPage } from './clinics-page.ts';
import { formOf } from './forms.ts';
import { accountPage, note, type View } from './layout.ts';
import { loginPage } from './login-page.ts';
import { listedClinics, whyNot } from './read-clinics.ts';
import { rulesPage } from './rules-page.ts';
import { beginSession, endSession, keepSession, readSession } from './session.ts';
import { type Explained, explain } from './texts.ts';

/**
 * `/ikp`: the patient's account as pages that need no script. Whoever may sign in at all is a test identity
 * (`testSignIn`); the list of clinics and the rules are for everyone.
 */
export function registerIkpPages(server: FastifyInstance, central: Central, { testSignIn, loginsAMinute }: SignInRules): void {
  server.register((pages, _options, ready) => {
    pages.register(cookie);
    pages.setErrorHandler((error, request, reply) => failed(central, error, request, reply));
    // In a plugin of their own: cookies are read on routes that come after.
    pages.register((inner, _none, done) => {
      registerPublicPages(inner, central, testSignIn);
      if (testSignIn) {
        registerSignIn(inner, central, loginsAMinute);
        registerAccountPages(inner, central);
      }
      done();
    });
    ready();
  });
}

function registerPublicPages(pages: FastifyInstance, central: Central, testSignIn: boolean): void {
  const viewOf = async (request: FastifyRequest): Promise<View> => {
    const session = await readSession(central.tokens, request);
    const account = session && (await openAccount(central, session));
    return { account, formToken: session?.formToken ?? '', path: request.url.split('?')[0] ?? '' };
  };
  pages.get('/ikp', async (request, reply) => {
    const { account } = await viewOf(request);
    return reply.redirect(account ? '/ikp/wizyty' : testSignIn ? '/ikp/logowanie' : '/ikp/przychodnie', 303);
  });
  pages.get('/ikp/przychodnie', async (request, reply) => {
    const { database, policy, clock } = central;
    const asked = String((request.query as { nazwa?: unknown }).nazwa ?? '')
      .trim()
      .slice(0, 120);
    const clinics = await listedClinics(database, policy, clock.now());
    const answers = asked === '' ? null : await whyNot(database, policy, clock.now(), asked);
    return sendPage(reply, clinicsPage(await viewOf(request), { clinics, asked, answers }));
  });
  pages.get('/ikp/zasady', async (request, reply) => sendPage(reply, rulesPage(await viewOf(request), central.policy)));
}

function registerSignIn(pages: FastifyInstance, central: Central, loginsAMinute: number): void {
  const view: View = { account: null, formToken: '', path: '/ikp/logowanie' };
  const show = async (reply: FastifyReply, fault: Explained | null, status = 200) =>
    sendPage(reply, loginPage(view, await testIdentities(central.database), fault), status);

  pages.get('/ikp/logowanie', (_request, reply) => show(reply, null));
  const limit = { config: { rateLimit: { max: loginsAMinute, timeWindow: '1 minute' } } };
  pages.post('/ikp/logowanie', limit, async (request, reply) => {
    if (!isOwnPage(request)) return reply.redirect('/ikp/logowanie', 303);
    const pesel = parsePesel(formOf(request).get('pesel') ?? '');
    if (!pesel.ok) return show(reply, explain({ code: 'pesel-invalid' }), 422);
    await keepSession(central.tokens, reply, beginSession(pesel.value.pesel));
    return reply.redirect('/ikp/wizyty', 303);
  });
  pages.post('/ikp/wyloguj', (_request, reply) => {
    endSession(reply);
    return reply.redirect('/ikp/logowanie', 303);
  });
}

/** A page for whatever goes wrong: never a stack trace, never a bare code. */
function failed(central: Central, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 500) central.onFault(error);
  const view: View = { account: null, formToken: '', path: request.url };
  const said: Explained =
    status === 429
      ? { what: 'Za dużo prób w krótkim czasie.', act: 'Odczekaj minutę i spróbuj jeszcze raz.' }
      : status < 500
        ? { what: 'Tego adresu albo formularza nie da się odczytać.', act: 'Wróć na poprzednią stronę i spróbuj jeszcze raz.' }
        : { what: 'Strona chwilowo nie działa; nic się nie zmieniło.', act: 'Spróbuj jeszcze raz za chwilę.' };
  return sendPage(
    reply,
    accountPage(view, 'Nie udało się', html`${note(said, 'stop')}<p><a href="/ikp">Strona główna</a></p>`),
    status,
  );
}
