import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleCard, ScheduleDraft } from '../../../core/contract/schedule-views.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import { coveredCode } from '../../../core/domain/policy-values.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';

/** A schedule for somebody known under another clinic code, or for a new doctor or device. Hours are drawn afterwards. */
export function NewScheduleDialog({
  cards,
  policy,
  today,
  onClose,
  onAdd,
}: {
  cards: readonly ScheduleCard[];
  policy: Policy;
  today: string;
  onClose(): void;
  onAdd(draft: ScheduleDraft): void;
}) {
  const { t } = useTranslation();
  const codes = [...new Set(policy.coveredCodes.map(({ code }) => code))].filter((code) => coveredCode(policy, code, today));
  const actors = [...new Map(cards.map(({ schedule }) => [schedule.actor.id, schedule.actor])).values()];
  const [who, setWho] = useState<'existing' | 'other'>(actors.length > 0 ? 'existing' : 'other');
  const [actorId, setActorId] = useState(actors[0]?.id ?? '');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<'practitioner' | 'device'>('practitioner');
  const [npwz, setNpwz] = useState('');
  const [code, setCode] = useState(codes[0] ?? '');
  const npwzWrong = npwz !== '' && !/^\d{7}$/.test(npwz);
  const ready = who === 'existing' ? actorId !== '' : name.trim() !== '' && !npwzWrong;

  const add = () => {
    const known = actors.find(({ id }) => id === actorId);
    const actor =
      who === 'existing' && known
        ? known
        : { id: crypto.randomUUID(), kind, name: name.trim(), npwz: kind === 'device' || npwz === '' ? null : npwz };
    const service = coveredCode(policy, code, today)?.service ?? 'cardiology';
    onAdd({
      id: crypto.randomUUID(),
      actor,
      clinicCode: code,
      service,
      weekly: [],
      exceptions: [],
      overrides: [],
      seenVersion: 0,
      seenRevision: 0,
    });
  };

  return (
    <Modal opened onClose={onClose} title={t('schedules.create.title')}>
      <form
        style={{ display: 'grid', gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) add();
        }}
      >
        <ChoiceRow<'existing' | 'other'>
          label={t('schedules.create.who')}
          value={who}
          choices={[
            { value: 'existing', label: t('schedules.create.existing'), disabled: actors.length === 0 },
            { value: 'other', label: t('schedules.create.other') },
          ]}
          onChange={setWho}
        />
        {who === 'existing' ? (
          <NativeSelect
            label={t('schedules.create.existing')}
            value={actorId}
            data={actors.map((actor) => ({ value: actor.id, label: actor.name }))}
            onChange={(event) => setActorId(event.currentTarget.value)}
          />
        ) : (
          <>
            <TextInput
              data-autofocus
              required
              label={t('schedules.create.name')}
              value={name}
              maxLength={120}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <ChoiceRow<'practitioner' | 'device'>
              label={t('schedules.create.kind')}
              value={kind}
              choices={(['practitioner', 'device'] as const).map((value) => ({ value, label: t(`schedules.create.${value}`) }))}
              onChange={setKind}
            />
            {kind === 'practitioner' ? (
              <TextInput
                label={t('schedules.create.npwz')}
                description={t('schedules.create.npwzHelp')}
                error={npwzWrong ? t('schedules.create.npwzWrong') : undefined}
                value={npwz}
                inputMode="numeric"
                onChange={(event) => setNpwz(event.currentTarget.value.trim())}
              />
            ) : null}
          </>
        )}
        <NativeSelect
          label={t('schedules.create.code')}
          value={code}
          data={codes.map((value) => ({ value, label: `${value} · ${t(`common.clinicCode.${value as '1100'}`)}` }))}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!ready}>
          {t('schedules.create.add')}
        </Button>
      </form>
    </Modal>
  );
}
