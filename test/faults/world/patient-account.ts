import { personNumber } from '../desk/people.ts';
import type { LongLivedCentral } from './central.ts';

/** A patient's account at central (`/ikp/api`), over a line that never fails. */
export interface PatientAccount {
  slots(clinicCode: string, clinicId: string): Promise<AccountSlot[]>;
  visits(): Promise<AccountVisit[]>;
  /** The visit afterwards; null = refused. */
  act(what: 'book' | 'move' | 'cancel', body: object): Promise<AccountVisit | null>;
}

export interface AccountSlot {
  slotId: string;
  startsAt: string;
}
export interface AccountVisit {
  id: string;
  version: number;
  clinicId: string;
  startsAt: string;
  status: string;
  kind: string;
}

/** The account of person number `n`. */
export async function signInPatient(central: LongLivedCentral, n: number): Promise<PatientAccount> {
  const { token } = (await call('POST', 'login', { pesel: personNumber(n).pesel })).body as { token: string };

  async function call(method: string, path: string, body: object | null, bearer?: string) {
    const deaths = central.deaths();
    const { status, text } = await central.ask({
      method,
      url: `${central.ikpUrl}/${path}`,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      },
      body: body && JSON.stringify(body),
    });
    // Central died in the middle of it: whether it was done, nobody knows.
    if (status >= 500 && central.deaths() > deaths) return { status, body: null };
    if (status >= 500) throw new Error(`the account answers ${status}`);
    return { status, body: JSON.parse(text) as unknown };
  }

  return {
    async slots(clinicCode, clinicId) {
      const { body } = await call('GET', `slots?code=${clinicCode}&clinic=${clinicId}`, null, token);
      return (body as { slots: AccountSlot[] } | null)?.slots ?? [];
    },
    async visits() {
      const { body } = await call('GET', 'visits', null, token);
      return (body as { visits: AccountVisit[] }).visits;
    },
    async act(what, form) {
      const { status, body } = await call('POST', what, form, token);
      return status < 300 ? (body as { visit: AccountVisit }).visit : null;
    },
  };
}
