import type { DeskStore } from '../../core/store/desk-store.ts';
import { targetKey } from '../../core/sync/intent-target.ts';
import type { CentralGateway, Journal } from '../../core/sync/ports.ts';
import type { LongLivedCentral } from './world/central.ts';
import type { Interference } from './world/network.ts';
import { atWork } from './world/quiet.ts';

/** Where a mutation takes hold. Made by wrapping, never by a switch in the product. */
export interface Mutation {
  store?(store: DeskStore): DeskStore;
  gateway?(gateway: CentralGateway, world: MutatedWorld): CentralGateway;
  interference?(world: MutatedWorld): Interference;
}

export interface MutatedWorld {
  central: LongLivedCentral;
  clinicId: string;
}

export const sound: Mutation = {};

export const mutationNames = ['idempotency', 'outbox-transaction', 'task-transaction', 'unknown-probe', 'version-check'] as const;
export type MutationName = (typeof mutationNames)[number];

/** The program without something that keeps it sound: the fault machine must notice each. */
export const mutations: Record<MutationName, Mutation> = {
  /** Central does not remember what it has answered: the same intent again is a new one. */
  idempotency: {
    interference: ({ central, clinicId }) => ({
      async before({ headers, method }) {
        const id = headers['X-Request-Id'];
        if (method === 'GET' || !id) return;
        await central.database.query('delete from intent where clinic_id = $1::uuid and id = $2::uuid', [clinicId, id]);
      },
    }),
  },
  /** A command answers first and writes afterwards. */
  'outbox-transaction': { store: (store) => ({ ...store, journal: writingLater(store.journal) }) },
  /** What became of an intent and the task that it opens are written one after the other. */
  'task-transaction': { store: (store) => ({ ...store, journal: writingApart(store.journal) }) },
  /** What became of an unknown intent is not asked but taken for granted: not done. */
  'unknown-probe': {
    gateway: (gateway) => ({
      ...gateway,
      fateOf: async () => ({ kind: 'never-seen' }),
      voidIntent: async () => ({ kind: 'never-seen' }),
    }),
  },
  /** An act is done on whatever version there is. */
  'version-check': {
    gateway: (gateway, world) => ({
      ...gateway,
      send: async (intent, ifMatch) => gateway.send(intent, ifMatch && (await versionNow(world, targetKey(intent.act)))),
      sendBatch: async (items) => {
        const anyway = items.map(async ({ intent, ifMatch }) => ({
          intent,
          ifMatch: ifMatch && (await versionNow(world, targetKey(intent.act))),
        }));
        return gateway.sendBatch(await Promise.all(anyway));
      },
    }),
  },
};

function writingLater(journal: Journal): Journal {
  return {
    ...journal,
    append(intents) {
      queueMicrotask(() => {
        try {
          journal.append(intents);
        } catch {
          // The disk is full, and whoever could be told has been told that all is well.
        }
      });
      return intents.map(() => true);
    },
  };
}

function writingApart(journal: Journal): Journal {
  return {
    ...journal,
    transition(changes, also) {
      journal.transition(changes);
      if (also && also.length > 0) journal.append(also);
    },
  };
}

const tables: Record<string, string> = {
  visit: 'visit',
  patient: 'patient',
  schedule: 'schedule',
  task: 'desk_task',
  setting: 'setting',
};

async function versionNow({ central, clinicId }: MutatedWorld, target: string): Promise<number | null> {
  const at = target.indexOf(':');
  const table = tables[target.slice(0, at)] ?? '';
  const sql = `select version from ${table} where clinic_id = $1::uuid and key = $2`;
  const [row] = await atWork(central.database.query<{ version: number }>(sql, [clinicId, target.slice(at + 1)]));
  return row?.version ?? null;
}
