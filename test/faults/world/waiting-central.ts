import { pilotPolicy } from '../../../core/domain/policy-values.ts';
import { type LongLivedCentral, longLivedCentral } from './central.ts';

/** So short that schedules published for two weeks enter it day by day. */
const searchWindowDays = 6;

/** After a central that has gone through many schedules: no day is open yet. */
const closeAll = 'update central set window_opened_to = null';
const openAll = "update central set window_opened_to = '2099-02-10'";
/** What a patient or an SMS did belongs to no clinic, so that no clinic's removal takes it along. */
const forgetNobodys = "delete from audit where clinic_id = '00000000-0000-0000-0000-000000000000'";

/**
 * A second central process on the database of `base`, for one schedule whose patients wait: it opens its days itself, from the
 * beginning. `base` goes by the same clock meanwhile, as two processes do.
 */
export async function waitingCentral(
  db: string,
  base: LongLivedCentral,
  startsAt: string,
  sql: (statement: string) => string,
): Promise<LongLivedCentral> {
  base.followClock(() => Date.parse(startsAt));
  await base.database.query(closeAll);
  const own = { clock: startsAt, policy: { ...pilotPolicy, searchWindowDays }, world: base.world };
  const central = await longLivedCentral(db, own, sql);
  return {
    ...central,
    followClock(nowMs) {
      central.followClock(nowMs);
      base.followClock(nowMs);
    },
    async close() {
      await central.close();
      await base.database.query(openAll);
      await base.database.query(forgetNobodys);
    },
  };
}
