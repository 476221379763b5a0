import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../core/contract/views.ts';
import type { Refusal } from '../../../core/domain/refusal.ts';
import { useFormat } from '../../app/format.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { RefusalList } from '../../components/refusal-list.tsx';

type Outcome = 'performed' | 'no-show';

/** What was written by hand beside a visit. */
export interface CatchUpEntry {
  outcome: Outcome;
  eventNumber: string;
}

export function CatchUpRow({
  visit,
  entry,
  refusals,
  onChange,
  onClear,
}: {
  visit: VisitView;
  entry: CatchUpEntry | null;
  refusals: readonly Refusal[];
  onChange(change: Partial<CatchUpEntry>): void;
  onClear(): void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const patient = visit.patientName;
  return (
    <tr>
      <td>{format.time(visit.localStart)}</td>
      <th scope="row">
        {patient}
        <RefusalList plain refusals={refusals} />
      </th>
      <td>
        <ChoiceRow<Outcome>
          hideLabel
          label={t('paper.catchUp.outcomeOf', { patient })}
          value={entry?.outcome ?? null}
          choices={(['performed', 'no-show'] as const).map((value) => ({ value, label: t(`paper.catchUp.${value}`) }))}
          onChange={(outcome) => onChange({ outcome })}
        />
      </td>
      <td>
        {entry?.outcome === 'performed' ? (
          <TextInput
            aria-label={t('paper.catchUp.eventOf', { patient })}
            value={entry.eventNumber}
            maxLength={80}
            onChange={(event) => onChange({ eventNumber: event.currentTarget.value })}
          />
        ) : null}
      </td>
      <td>
        {entry ? (
          <ActionIcon variant="subtle" color="gray" aria-label={t('paper.catchUp.clearOf', { patient })} onClick={onClear}>
            <IconX size={16} stroke={1.7} aria-hidden />
          </ActionIcon>
        ) : null}
      </td>
    </tr>
  );
}
