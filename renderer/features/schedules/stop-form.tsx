import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stopText } from '../../../core/domain/mobile-stops.ts';
import type { MobileStop } from '../../../core/domain/schedule.ts';
import { useFormat } from '../../app/format.ts';
import { voivodeships } from '../waiting/criteria-words.ts';
import styles from './panel.module.css';
import { readPosition, writePosition } from './read-position.ts';
import { DateField } from './typed-fields.tsx';

interface StopFormProps {
  /** null = a new one. */
  stop: MobileStop | null;
  /** All of the schedule, with the one that is edited. */
  stops: readonly MobileStop[];
  /** What a new one begins with. */
  day: string;
  onSave(stop: MobileStop): void;
  onRemove(): void;
}

/** R38: where a mobile unit stands on some days. */
export function StopForm({ stop, stops, day, onSave, onRemove }: StopFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [from, setFrom] = useState(stop?.from ?? day);
  const [to, setTo] = useState(stop?.to ?? day);
  const [town, setTown] = useState(stop?.town ?? '');
  const [address, setAddress] = useState(stop?.address ?? '');
  const [voivodeship, setVoivodeship] = useState(stop?.voivodeship ?? stops.at(-1)?.voivodeship ?? '');
  const [positionText, setPosition] = useState(stop ? writePosition(stop) : '');
  const position = readPosition(positionText);
  const positionWrong = positionText.trim() !== '' && position === null;
  const other = stops.find((each) => each !== stop && each.from <= to && from <= each.to);
  const ready = from <= to && !other && !positionWrong && town.trim() !== '' && address.trim() !== '' && voivodeship !== '';
  return (
    <>
      <h2 className={styles.title}>
        {t('schedules.stops.formTitle')}
        <small>{t('schedules.stops.help')}</small>
      </h2>
      <div className={styles.row}>
        <DateField
          label={t('schedules.stops.from')}
          value={from}
          onChange={(date) => {
            setFrom(date);
            if (to < date) setTo(date);
          }}
        />
        <DateField label={t('schedules.stops.to')} value={to} onChange={setTo} />
      </div>
      {to < from ? <Fault>{t('schedules.absent.wrong')}</Fault> : null}
      {other && from <= to ? (
        <Fault>{t('schedules.stops.overlaps', { where: stopText(other), when: format.dateRange(other.from, other.to) })}</Fault>
      ) : null}
      <TextInput
        required
        label={t('schedules.stops.town')}
        value={town}
        maxLength={80}
        onChange={(event) => setTown(event.currentTarget.value)}
      />
      <TextInput
        required
        label={t('schedules.stops.address')}
        placeholder={t('schedules.stops.addressExample')}
        value={address}
        maxLength={120}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <NativeSelect
        required
        label={t('waiting.criteria.voivodeshipLabel')}
        value={voivodeship}
        data={[
          ...(voivodeship === '' ? [{ value: '', label: t('schedules.stops.choose') }] : []),
          ...voivodeships.map((code) => ({ value: code, label: t(`waiting.voivodeships.${code}`) })),
        ]}
        onChange={(event) => setVoivodeship(event.currentTarget.value)}
      />
      <TextInput
        label={t('schedules.stops.position')}
        description={t('schedules.stops.positionHelp')}
        placeholder="49,987; 20,065"
        error={positionWrong ? t('schedules.stops.positionWrong') : undefined}
        value={positionText}
        maxLength={60}
        onChange={(event) => setPosition(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button
          disabled={!ready}
          onClick={() =>
            onSave({
              from,
              to,
              town: town.trim(),
              address: address.trim(),
              voivodeship,
              latitude: position?.latitude ?? null,
              longitude: position?.longitude ?? null,
            })
          }
        >
          {t(stop ? 'schedules.stops.save' : 'schedules.stops.add')}
        </Button>
        {stop ? (
          <Button variant="default" onClick={onRemove}>
            {t('schedules.stops.removeThis')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function Fault({ children }: { children: string }) {
  return (
    <p className={styles.fault} role="alert">
      {children}
    </p>
  );
}
