import type { Home } from './home.ts';
import type { Options } from './options.ts';
import type { Output } from './output.ts';
import type { Reached } from './with-desk.ts';

/** Asks for a new data key. It is exchanged when the desk is opened again, which a running program does at once by itself. */
export async function keysCommand({ desk, host }: Reached, { fixedFolder, texts }: Home, out: Output): Promise<boolean> {
  const asked = await desk.accounts.rotateKeys({ password: null });
  if (!asked.ok) out.say(texts.keys.refused(asked.refusals.map(({ code }) => code).join(', ')));
  else if (!host) out.say(texts.keys.running);
  else if (fixedFolder) out.say(texts.keys.atNextStart);
  return asked.ok;
}

/** A new key of the clinic: asks central for it, waits for the answer, and prints the new recovery code once. */
export async function clinicKeyCommand({ desk }: Reached, { json }: Options, { texts }: Home, out: Output): Promise<boolean> {
  const left = await desk.accounts.clinicKey();
  // Asked for before, and nobody has been given the code yet.
  const asked = left.recoveryCode === null ? await askForClinicKey(desk) : { ok: true as const };
  let view = await desk.accounts.clinicKey();
  for (let attempt = 0; asked.ok && view.state === 'changing' && attempt < attempts; attempt++) {
    await pause();
    view = await desk.accounts.clinicKey();
  }
  const { recoveryCode } = view;
  if (!asked.ok || recoveryCode === null) {
    const troubles = asked.ok ? [view.state === 'changing' ? 'no-answer' : 'not-taken'] : asked.refusals.map(({ code }) => code);
    if (json) out.print(JSON.stringify({ ok: false, troubles }));
    else out.say(view.state === 'changing' ? texts.keys.clinicWaits : texts.keys.refused(troubles.join(', ')));
    return false;
  }
  if (json) out.print(JSON.stringify({ ok: true, recoveryCode, withoutKey: view.withoutKey.length }));
  else {
    out.print(texts.keys.clinicDone);
    if (view.withoutKey.length > 0) out.print(texts.keys.clinicWithout(view.withoutKey.join(', ')));
    out.print(recoveryCode);
    out.say(texts.keys.keepClinicCode);
  }
  await desk.session.codeIsWrittenDown();
  return true;
}

const connectingAttempts = 40;
const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMs));

/** A desk that has just been opened is about to reach central. */
async function askForClinicKey(desk: Reached['desk']) {
  for (let attempt = 0; ; attempt++) {
    const asked = await desk.accounts.rotateClinicKey({ password: null });
    const mayMend = !asked.ok && asked.refusals.every(({ code }) => code === 'central-needed' || code === 'accounts-unsent');
    if (!mayMend || attempt === connectingAttempts) return asked;
    await pause();
  }
}

const attempts = 240;
const pauseMs = 500;

/** Opens the desk again (or waits for the program that does) and tells how it ended. */
export async function keysChanged(
  { json }: Options,
  { texts, fixedFolder }: Home,
  out: Output,
  onDesk: <T>(act: (reached: Reached) => Promise<T>) => Promise<T>,
): Promise<boolean> {
  // Only the program can seal the new key for its user (packaged.ts): when none runs, the next start exchanges it.
  if (fixedFolder && !(await onDesk(async ({ host }) => host === null).catch(() => false))) return true;
  let end: KeysEnd = null;
  for (let attempt = 0; end === null && attempt < attempts; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    end = await onDesk(endOfRotation).catch(() => null);
  }
  const ok = end?.what === 'fine';
  const why = end === null ? 'no-answer' : end.what === 'failed' ? String(end.facts.code) : end.what;
  if (json) out.print(JSON.stringify(ok ? { ok } : { ok, troubles: [why] }));
  else out.print(ok ? texts.keys.done : texts.keys.failed(why));
  return ok;
}

type KeysEnd = { what: string; facts: Record<string, string | number> } | null;

/** Null = it is still under way. */
async function endOfRotation({ desk }: Reached): Promise<KeysEnd> {
  const { lines } = await desk.health.view();
  const line = lines.find(({ name }) => name === 'keys');
  return !line || line.what === 'waiting' ? null : line;
}
