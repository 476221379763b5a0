import type { LongLivedCentral } from './central.ts';
import { readClinic, removeClinic, writeClinic } from './clinic-rows.ts';

/** What central holds of a clinic now; the answered function brings it back as it was, in a new life of central. */
export async function backUpClinic(central: LongLivedCentral, clinicId: string): Promise<() => Promise<void>> {
  const saved = await readClinic(central, clinicId);
  return async () => {
    await central.database.transaction(async (tx) => {
      await removeClinic(central, clinicId, tx);
      await writeClinic(central, saved, tx);
    });
    await central.renewEpoch();
  };
}
