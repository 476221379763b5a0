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
/** Within an hour of central's clock, so that somebody who trains for ten minutes meets them. */
const crowd = { patients: 25, hours: 1 };

/** What patients do themselves; that some of the bookings are the waiting room's is told apart by `assigned`. */
const crowdBody = z.object({
  on: z.boolean(),
  patients: z.number(),
  counts: z.object({
    booked: z.number(),
    assigned: z.number(),
    moved: z.number(),
    cancelled: z.number(),
    entered: z.number(),
    criteriaChanged: z.number(),
    entriesDeleted: z.number(),
  }),
});
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
        const { on, patients, counts } = crowdBody.parse(body);
        const { booked, assigned, moved, cancelled, entered, criteriaChanged, entriesDeleted } = counts;
        return { on, patients, acts: booked - assigned + moved + cancelled + entered + criteriaChanged + entriesDeleted };
      } catch (error) {
        // Ended by itself, or a central that knows no crowd.
        if (error instanceof RequestError) return null;
        throw error;
      }
    },
    async turnCrowd(on) {
      await got.post(url('/admin/crowd'), { json: on ? crowd : { on: false }, timeout, retry: { limit: 0 } });
    },
    async clients() {
      const body: unknown = await got(url('/admin/clients'), { timeout, retry: { limit: 0 } }).json();
      return clientsBody.parse(body).clients;
    },
  };
}
