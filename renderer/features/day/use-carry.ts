import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandResult, SlotView, VisitView } from '../../../core/contract/views.ts';
import type { Refusal } from '../../../core/domain/refusal.ts';
import { useFormat } from '../../app/format.ts';
import type { Translate } from '../../messages/i18n.ts';
import type { GridColumn } from './calendar-grid.tsx';
import { useCalendarSelection } from './calendar-selection.ts';
import { type Carry, carryAfter, carryOn, isAtHome, pickUp } from './carry.ts';
import type { Ghost } from './time-columns.tsx';
import type { Direction } from './walk.ts';

export interface CarryActs {
  check(visit: VisitView, slot: SlotView): Promise<CommandResult>;
  drop(visit: VisitView, slot: SlotView): void;
}

export interface Carrying {
  carry: Carry | null;
  ghost: Ghost | null;
  /** `można tu przenieść`, or why not. */
  verdict: string;
  /** For the live region. */
  spoken: string;
  pickUp(visit: VisitView): void;
  /** true: the key was for the carried visit. */
  onKey(event: KeyboardEvent): boolean;
}

const arrows: Partial<Record<string, Direction>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

/** A drag's twin for the keyboard: pick up, arrows, what would happen is spoken before the drop. */
export function useCarry(columns: readonly GridColumn[], acts: CarryActs): Carrying {
  const { t } = useTranslation();
  const format = useFormat();
  const selection = useCalendarSelection();
  const [carry, setCarry] = useState<Carry | null>(null);
  const [answer, setAnswer] = useState<CommandResult | null>(null);
  const [message, setMessage] = useState('');

  // The day may change under the hand.
  const held = carry && carryAfter(carry, columns);
  const slotId = held?.slot.id ?? null;
  const home = held !== null && isAtHome(held);
  const latest = useRef({ acts, held });
  latest.current = { acts, held };

  useEffect(() => {
    const { held: now, acts: current } = latest.current;
    setAnswer(null);
    if (!slotId || !now || isAtHome(now)) return;
    let stale = false;
    void current.check(now.visit, now.slot).then((result) => {
      if (!stale) setAnswer(result);
    });
    return () => {
      stale = true;
    };
  }, [slotId]);
  useEffect(() => selection.carry(carry?.visit.id ?? null), [selection, carry]);

  const letGo = (words: string) => {
    setCarry(null);
    setMessage(words);
  };
  const verdict = !held ? '' : home ? t('calendar.carry.own') : verdictOf(answer, t);
  const actor = held ? (columns[held.column]?.name ?? '') : '';
  const place = held ? t('calendar.carry.at', { time: format.time(held.slot.localStart), actor }) : '';

  return {
    carry: held,
    verdict,
    // Until the answer is there nothing is said of it: two sentences in a row would cut each other off.
    spoken: held && (answer || home) && message === '' ? `${place}: ${verdict}` : message,
    ghost: held
      ? {
          column: held.column,
          localStart: held.slot.localStart,
          durationMinutes: held.slot.durationMinutes,
          allowed: home ? null : (answer?.ok ?? null),
        }
      : null,
    pickUp: (visit) => {
      const picked = pickUp(columns, visit);
      setCarry(picked);
      setMessage(
        picked
          ? t('calendar.carry.pickedUp', { patient: visit.patientName, when: format.moment(visit.localStart) })
          : t(visit.service === 'cardiology' ? 'calendar.carry.notMovable' : 'calendar.carry.exam'),
      );
    },
    onKey: (event) => {
      if (!held) return false;
      const direction = arrows[event.key];
      if (direction) {
        setMessage('');
        setCarry(carryOn(held, columns, direction));
      } else if (event.key === 'Enter' || event.key === ' ') {
        if (home) letGo(t('calendar.carry.aborted'));
        else {
          letGo(t('calendar.carry.dropped'));
          acts.drop(held.visit, held.slot);
        }
      } else if (event.key === 'Escape') letGo(t('calendar.carry.aborted'));
      // Tab would lose the visit on the way: it stays in the hand until dropped or left.
      else if (event.key !== 'Tab') return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

function verdictOf(answer: CommandResult | null, t: Translate): string {
  if (!answer) return t('calendar.carry.checking');
  if (answer.ok) return t('calendar.carry.can');
  const reasons = answer.refusals.map(({ code }: Refusal) => t(`refusals.code.${code}.what`)).join(' ');
  return t('calendar.carry.cannot', { reasons });
}
