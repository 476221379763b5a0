import got, { RequestError } from 'got';
import { z } from 'zod';
import type { CrowdView } from '../../contract/training-views.ts';

/** The training central's `/admin`: only on this computer, only in demo and training. */
export interface TrainingAdmin {
  setClock(instant: string): Promise<void>;
  crowd(): Promise<CrowdView | null>;
  turnCrowd(on: boolean): Promise<void>;
  /** Accounts of the clinic's desks, this one's among them. */
  clients(): Promise<{ clinic: string; clientId: string; jwk: { kty: string } }[]>;
}

const timeout = { request: 10_000 };
const patients = 25;

const crowdBody = z.looseObject({ on: z.boolean(), patients: z.number().catch(0), acts: z.number().catch(0) });
const clientsBody = z.object({
  clients: z.array(z.object({ clinic: z.string(), clientId: z.string(), jwk: z.looseObject({ kty: z.string() }) })),
});

export function trainingAdmin(centralUrl: string): TrainingAdmin {
  const url = (path: string) => new URL(path, centralUrl);
  return {
    async setClock(instant) {
      await got.post(url('/admin/clock'), { json: { now: instant }, timeout, retry: { limit: 0 } });
    },
    async crowd() {
      try {
        const body: unknown = await got(url('/admin/crowd'), { timeout, retry: { limit: 0 } }).json();
        const parsed = crowdBody.safeParse(body);
        return parsed.success ? { on: parsed.data.on, patients: parsed.data.patients, acts: parsed.data.acts } : null;
      } catch (error) {
        // Ended by itself, or a central that knows no crowd.
        if (error instanceof RequestError) return null;
        throw error;
      }
    },
    async turnCrowd(on) {
      await got.post(url('/admin/crowd'), { json: on ? { patients } : { on: false }, timeout, retry: { limit: 0 } });
    },
    async clients() {
      const body: unknown = await got(url('/admin/clients'), { timeout, retry: { limit: 0 } }).json();
      return clientsBody.parse(body).clients;
    },
  };
}
