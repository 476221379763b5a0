import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FoundSlots } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { readDate } from '../patients/read-date.ts';
import type { Booking } from './use-booking.ts';

/** Enough for the nearest weeks of a busy clinic; later days are reached by the day field. */
const limit = 300;

export interface SlotSearch {
  /** null while the first answer is awaited. */
  found: FoundSlots | null;
  /** The answer belongs to what is asked now, not to the question before. */
  ready: boolean;
  error: unknown;
  /** Later day to begin with, as typed. */
  fromText: string;
  from: string | null;
  setFromText(text: string): void;
  retry(): void;
}

/** Free slots for what the draft says so far; null = kind or unit are not chosen yet. */
export function useFoundSlots({ draft, context }: Booking): SlotSearch | null {
  const { orpc } = useDesk();
  const [fromText, setFromText] = useState('');
  const { clinicCode, kind, scheduleId } = draft;
  const typed = readDate(fromText);
  const from = typed && typed > context.today ? typed : null;
  const query = useQuery(
    orpc.slots.find.queryOptions({
      input: { kind: kind ?? 'first', clinicCodes: [clinicCode ?? ''], scheduleId, from, limit },
      enabled: clinicCode !== null && kind !== null,
      placeholderData: keepPreviousData,
    }),
  );
  if (clinicCode === null || kind === null) return null;
  return {
    found: query.data ?? null,
    ready: query.isSuccess && !query.isPlaceholderData,
    error: query.error,
    fromText,
    from,
    setFromText,
    retry: () => void query.refetch(),
  };
}
