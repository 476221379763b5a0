import type { DeskStore } from '../../../core/store/desk-store.ts';
import type { LongLivedCentral } from '../world/central.ts';
import { centralState } from './central-state.ts';
import { divergence } from './divergence.ts';
import { doubled } from './doubled.ts';
import type { Ledger } from './ledger.ts';
import { lost } from './lost.ts';
import { overtaken } from './overtaken.ts';

export interface Finding {
  /**
   * `lost` (I2): entered, told accepted, and neither done nor in anybody's sight. `doubled` (I1, I3): done twice, or done
   * though told otherwise. `diverged` (I5): a desk shows what central does not hold, or never comes to rest. `broken`: an
   * error that nobody handled. `overtaken` (I4): a waiting patient was passed over. `reminded` (I6): a reminder came twice, or of a
   * visit that is off.
   */
  kind: 'lost' | 'doubled' | 'diverged' | 'broken' | 'overtaken' | 'reminded';
  what: string;
}

export interface JudgedDesk {
  name: string;
  /** null: it does not run. */
  context(): { store: DeskStore } | null;
}

export interface Judged {
  central: LongLivedCentral;
  clinicId: string;
  desks: readonly JudgedDesk[];
  ledger: Ledger;
  /** Central came back from a backup: what was done before may be done again, in another order. */
  restored: boolean;
  /** Patients wait in it, in a central that opens its days itself. */
  waiting: boolean;
}

/** Compares what people did and were told with what central holds and every desk shows, once all has come to rest. */
export async function judge({ central, clinicId, desks, ledger, restored, waiting }: Judged): Promise<Finding[]> {
  const state = await centralState(central, clinicId);
  const stores = desks.map((desk) => ({ name: desk.name, store: desk.context()?.store ?? null }));
  const passed = waiting ? await overtaken(central, state, clinicId) : [];
  return [
    ...passed.map((what): Finding => ({ kind: 'overtaken', what })),
    ...lost(state, stores, ledger, restored).map((what): Finding => ({ kind: 'lost', what })),
    ...doubled(state, stores, ledger).map((what): Finding => ({ kind: 'doubled', what })),
    ...stores.flatMap(({ name, store }) =>
      store ? divergence(state, store).map((what): Finding => ({ kind: 'diverged', what: `${name}: ${what}` })) : [],
    ),
  ];
}
