import type { Change, DeskStatus } from '../contract/views.ts';
import type { Policy } from '../domain/policy.ts';
import type { DeskStore } from '../store/desk-store.ts';
import type { CentralGateway, CentralTime } from '../sync/ports.ts';
import type { SyncEngine } from '../sync/sync-engine.ts';
import type { Broadcast } from './broadcast.ts';
import type { DeskProgram } from './desk-program.ts';
import type { Machine } from './health/machine.ts';
import type { LineSwitch } from './training/line-switch.ts';
import type { ViewReads } from './view-reads.ts';

/** What every query and command is given: the store, sync, and who this desk is. */
export interface DeskContext {
  store: DeskStore;
  reads: ViewReads;
  /** Central's clock; the machine's own while no central is configured. */
  time: CentralTime;
  /** Null while no central is configured. */
  central: { gateway: CentralGateway; sync: SyncEngine; clinicId: string; clinicName: string } | null;
  policy(): Policy;
  deskId: string;
  /** Who acts, for intents and audit (I7): the person whose call is being served, outside of calls the desk. */
  readonly author: string;
  newId(): string;
  machine: Machine;
  program: DeskProgram;
  /** At the training desk: cuts the line to central on purpose. null = nobody can. */
  line: LineSwitch | null;
  changes: Broadcast<Change>;
  /** Something of the status changed; it is read when it is told, once per burst. */
  statusChanges: Broadcast<'changed'>;
}

export type Connection = DeskStatus['connection'];

export const connectionOf = (desk: DeskContext): Connection => desk.central?.sync.status().connection ?? 'unconnected';
