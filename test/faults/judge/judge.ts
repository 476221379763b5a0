import type { DeskStore } from '../../../core/store/desk-store.ts';
import type { LongLivedCentral } from '../world/central.ts';
import { centralState } from './central-state.ts';
import { divergence } from './divergence.ts';
import { doubled } from './doubled.ts';
import type { Ledger } from './ledger.ts';
import { lost } from './lost.ts';

export interface Finding {
  /**
   * `lost` (I2): entered, told accepted, and neither done nor in anybody's sight. `doubled` (I1, I3): done twice, or done
   * though told otherwise. `diverged` (I5): a desk shows what central does not hold, or never comes to rest. `broken`: an
   * error that nobody handled.
   */
  kind: 'lost' | 'doubled' | 'diverged' | 'broken';
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
}

/** Compares what people did and were told with what central holds and every desk shows, once all has come to rest. */
export async function judge({ central, clinicId, desks, ledger, restored }: Judged): Promise<Finding[]> {
  const state = await centralState(central, clinicId);
  const stores = desks.map((desk) => ({ name: desk.name, store: desk.context()?.store ?? null }));
  return [
    ...lost(state, stores, ledger, restored).map((what): Finding => ({ kind: 'lost', what })),
    ...doubled(state, stores, ledger).map((what): Finding => ({ kind: 'doubled', what })),
    ...stores.flatMap(({ name, store }) =>
      store ? divergence(state, store).map((what): Finding => ({ kind: 'diverged', what: `${name}: ${what}` })) : [],
    ),
  ];
}
