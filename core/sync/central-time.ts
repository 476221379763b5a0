import type { CentralGateway, CentralTime, Clock, Journal } from './ports.ts';

const setting = 'central-clock-offset';
/** Answers differ by the time they travel: smaller changes are not worth a flush to disk. */
const worthSavingMs = 2_000;

/**
 * Central's clock as the desk knows it: our own clock and the offset measured at the last answer. Kept in the journal, so that
 * a desk that starts without a network goes on with the last offset known.
 */
export function centralTime({
  clock,
  gateway,
  journal,
}: {
  clock: Clock;
  gateway: Pick<CentralGateway, 'clockOffsetMs'>;
  journal: Pick<Journal, 'readSetting' | 'writeSetting'>;
}): CentralTime {
  let saved = journal.readSetting(setting) as number | null;

  function offsetMs(): number | null {
    const measured = gateway.clockOffsetMs();
    if (measured === null) return saved;
    if (saved === null || Math.abs(measured - saved) >= worthSavingMs) {
      saved = measured;
      journal.writeSetting(setting, measured);
    }
    return measured;
  }

  return {
    offsetMs,
    /** Whole seconds, as all instants of the domain, so that they compare as text. */
    now: () => `${new Date(clock.now() + (offsetMs() ?? 0)).toISOString().slice(0, 19)}Z`,
  };
}
