import type { DeskStore } from '../../core/store/desk-store.ts';
import type { CentralGateway } from '../../core/sync/ports.ts';
import type { LongLivedCentral } from './world/central.ts';
import type { Interference } from './world/network.ts';

/** A program with something missing: the fault machine must notice. Made by wrapping, never by a switch in the product. */
export interface Mutation {
  store?(store: DeskStore): DeskStore;
  gateway?(gateway: CentralGateway): CentralGateway;
  interference?(central: LongLivedCentral, clinicId: string): Interference;
}

export const sound: Mutation = {};
