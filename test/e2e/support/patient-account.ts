/** A patient who uses the account on the web (IKP), as far as booking goes. */
export interface OfferedSlot {
  slotId: string;
  startsAt: string;
  durationMinutes: number;
  clinicId: string;
  actorName: string;
  clinicCode: string;
}

export interface OwnVisit {
  id: string;
  startsAt: string;
  actorName: string;
  kind: 'first' | 'continuation';
  status: string;
}

export class PatientAccount {
  readonly #base: string;
  readonly #token: string;

  private constructor(base: string, token: string) {
    this.#base = base;
    this.#token = token;
  }

  static async signIn(central: string, pesel: string): Promise<PatientAccount> {
    const answer = await fetch(`${central}/ikp/api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ pesel }),
    });
    if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`);
    return new PatientAccount(`${central}/ikp/api`, ((await answer.json()) as { token: string }).token);
  }

  async slots(query: { code: string; clinic: string; from: string; to: string }): Promise<OfferedSlot[]> {
    const { slots } = (await this.#call('GET', `slots?${new URLSearchParams(query)}`)) as { slots: OfferedSlot[] };
    return slots;
  }

  async visits(): Promise<OwnVisit[]> {
    return ((await this.#call('GET', 'visits')) as { visits: OwnVisit[] }).visits;
  }

  async book(slotId: string, person: { familyName: string; givenName: string }, referral: string): Promise<OwnVisit> {
    const contact = { phone: '+48730181148', relation: 'patient' };
    return ((await this.#call('POST', 'book', { slotId, person, referral, contact })) as { visit: OwnVisit }).visit;
  }

  async cancel(visitId: string): Promise<void> {
    await this.#call('POST', 'cancel', { visitId, reason: 'illness' });
  }

  async #call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.#base}/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} /ikp/api/${path.split('?')[0]} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }
}
