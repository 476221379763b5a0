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
  /** What becomes of each statement that central sends to its database. */
  sql?(statement: string): string;
}

export interface MutatedWorld {
  central: LongLivedCentral;
  clinicId: string;
}

export const sound: Mutation = {};

export const mutationNames = [
  'idempotency',
  'outbox-transaction',
  'task-transaction',
  'unknown-probe',
  'version-check',
  'waiting-order',
  'message-claim',
] as const;
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
  /** The waiting room takes those who are not urgent first. */
  'waiting-order': {
    sql: (statement) =>
      statement.includes("from waiting_entry where status = 'waiting'")
        ? statement.replace('urgent, entitled, submitted_at', 'not urgent as urgent, entitled, submitted_at')
        : statement,
  },
  /** Two processes may take the same message to send it. */
  'message-claim': {
    sql: (statement) =>
      statement.includes("set status = 'in-progress'") ? statement.replace('for update skip locked', '') : statement,
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
