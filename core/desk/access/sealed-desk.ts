import { implement } from '@orpc/server';
import { sessionContract } from '../../contract/access-contract.ts';
import type { AccessResult, SessionView } from '../../contract/access-views.ts';
import { pauseLeft } from '../../domain/throttle.ts';
import type { CallContext } from './acting.ts';
import { openClinicSlot } from './clinic-slot.ts';
import { readRecoveryCode } from './recovery.ts';

/**
 * The desk while its data are still sealed: the system's key store does not open them for this user (another user of the
 * computer, a new installation of the system). It knows nobody and answers two calls: a login with its password, or the recovery
 * code. When one of them opens the data key, `onKey` gets it and the call stays unanswered: the screen's link loses its way to
 * this process and makes the same call again at the opened desk, where it signs the person in.
 */
export function sealedDesk(folder: string, now: () => number, onKey: (key: Uint8Array) => void) {
  const os = implement({ session: sessionContract }).$context<CallContext>();
  let failures = { count: 0, lastAt: 0 };
  const view: SessionView = {
    state: 'sealed',
    clinicName: '',
    deskId: null,
    person: null,
    people: [],
    demo: null,
    lockMinutes: 10,
    firstRun: null,
    recoveryCode: null,
    training: 'absent',
  };

  async function open(by: Parameters<typeof openClinicSlot>[1], wrong: 'wrong-password' | 'wrong-code'): Promise<AccessResult> {
    const seconds = Math.ceil(pauseLeft(failures, now()) / 1000);
    if (seconds > 0) return { ok: false, refusals: [{ code: 'wait', facts: { seconds } }] };
    failures = { count: failures.count + 1, lastAt: now() };
    const key = await openClinicSlot(folder, by);
    if (!key) return { ok: false, refusals: [{ code: wrong }] };
    onKey(key);
    return new Promise<never>(() => undefined);
  }

  return {
    session: {
      get: os.session.get.handler(() => view),
      signIn: os.session.signIn.handler(({ input }) => open(input, 'wrong-password')),
      recover: os.session.recover.handler(({ input }) => open({ code: readRecoveryCode(input.code) }, 'wrong-code')),
    },
  };
}
