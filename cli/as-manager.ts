import { readFileSync } from 'node:fs';
import { createRouterClient } from '@orpc/server';
import type { DeskClient } from '../core/desk/local-client.ts';
import { NoDesk } from './home.ts';
import type { Options } from './options.ts';
import type { Texts } from './texts.ts';
import type { Reached } from './with-desk.ts';

/**
 * The desk in the name of the account that was given. A running program is used by whoever sits before it, so somebody else can
 * only sign in at a desk that the command has opened itself.
 */
export async function asManager({ desk, host }: Reached, { account, passwordFile }: Options, texts: Texts): Promise<DeskClient> {
  if (account === null || passwordFile === null) return desk;
  if (host === null) throw new NoDesk(texts.notPermitted);
  const signedIn = createRouterClient(host.router, { context: { caller: 'screen' } });
  const password = readFileSync(passwordFile, 'utf8').replace(/\r?\n$/, '');
  const done = await signedIn.session.signIn({ login: account, password });
  if (!done.ok) throw new NoDesk(texts.signInRefused(done.refusals[0]?.code ?? 'unknown'));
  return signedIn;
}
