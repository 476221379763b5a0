import { memo } from 'react';
import type { SlotView, VisitView } from '../../../core/contract/views.ts';
import { outcomeOf } from '../../../core/domain/visit-outcome.ts';
import { kindEdge, kindName } from '../../components/kind-chip.tsx';
import { useBlockWords } from './block-words.ts';
import { useBlockState } from './calendar-selection.ts';
import styles from './visit-block.module.css';

interface VisitBlockProps {
  visit: VisitView;
  lines: 1 | 2;
  /** While it is dragged: the time it is held over. */
  heldAt?: string | null;
}

/**
 * A visit in the calendar. Kind by hue and shape of the edge, truth by mark and dashed outline, past by paleness; all of
 * it in words in the accessible name. `lines`: how many lines of text the block has room for.
 */
export const VisitBlock = memo(function VisitBlock({ visit, lines, heldAt = null }: VisitBlockProps) {
  const words = useBlockWords();
  const state = useBlockState(visit.id, visit.localEnd);
  const time = words.time(heldAt ?? visit.localStart);
  const outcome = outcomeOf(visit);
  const status = outcome === null || outcome === 'expected' ? null : words.outcome[outcome];
  const truth = visit.truth === 'confirmed' ? null : words.truth[visit.truth];
  const urgent = visit.urgent ? words.urgent : null;
  const remark = truth ?? status ?? urgent;
  const label = [time, visit.patientName, words.kind[kindName(visit)], urgent, status, words.truth[visit.truth]];
  const gaps = visit.gaps.map((gap) => words.gap[gap]);
  return (
    <button
      type="button"
      className={styles.block}
      data-block={visit.id}
      data-edge={kindEdge(visit)}
      data-truth={visit.truth}
      data-status={visit.status}
      data-state={state}
      data-lines={lines}
      data-marks={Number(visit.urgent) + Number(gaps.length > 0) || undefined}
      data-held={heldAt ? true : undefined}
      aria-label={[...label, ...gaps].filter(Boolean).join(', ')}
      tabIndex={state.includes('tabstop') ? 0 : -1}
    >
      {lines === 1 ? (
        <span className={styles.line}>
          <b className={styles.name}>{visit.patientShort}</b>
          <span className={styles.time}>{time}</span>
        </span>
      ) : (
        <>
          <b className={styles.name}>{visit.patientShort}</b>
          <br />
          <span className={styles.time}>{remark ? `${time} · ${remark}` : time}</span>
        </>
      )}
      {visit.urgent ? <i className={styles.urgent}>!</i> : null}
      {gaps.length > 0 ? <i className={styles.gap} /> : null}
      {visit.truth === 'confirmed' ? null : <i className={styles.truth} data-mark={visit.truth} />}
    </button>
  );
});

/**
 * A free slot: a gap with a thin rule. First-visit slots are named, for they are the ones people ask for. One that somebody else
 * keeps (I8) is hatched and says until when.
 */
export const SlotBlock = memo(function SlotBlock({ slot, exam }: { slot: SlotView; exam: boolean }) {
  const words = useBlockWords();
  const state = useBlockState(slot.id, slot.localEnd);
  const first = slot.kind === 'first' && !exam;
  const time = words.time(slot.localStart);
  const held = slot.hold ? words.held(slot.hold) : null;
  const said = held?.short ?? words.free;
  const label = [time, said, held?.by, exam ? null : words.kind[slot.kind]];
  return (
    <button
      type="button"
      className={styles.slot}
      data-block={slot.id}
      data-edge={exam ? 'exam' : first ? 'first' : 'cont'}
      data-held={held ? true : undefined}
      data-state={state}
      aria-label={label.filter(Boolean).join(', ')}
      tabIndex={state.includes('tabstop') ? 0 : -1}
    >
      <span className={styles.freeText}>
        {time} {said} {first ? <span>· {words.firstShort}</span> : null}
      </span>
    </button>
  );
});
