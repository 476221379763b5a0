import { Button, Select } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../core/contract/views.ts';
import { useOverview } from '../../app/overview.ts';
import { useRoute } from '../../app/routes.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { ScreenHeader } from '../../components/screen-header.tsx';
import { DateField } from '../schedules/typed-fields.tsx';
import { CatchUp } from './catch-up.tsx';
import { Confirmation } from './confirmation.tsx';
import { Continuity } from './continuity.tsx';
import { DayLists } from './day-lists.tsx';
import { Leaflet } from './leaflet.tsx';
import styles from './paper-screen.module.css';
import './print.css';
import { SendByEmail } from './send-by-email.tsx';
import { SeriesConfirmation } from './series-confirmation.tsx';
import { WeekPage } from './week-page.tsx';

type PaperKind = 'day' | 'door' | 'week' | 'leaflet' | 'confirmation';
const choices: readonly PaperKind[] = ['day', 'door', 'week', 'leaflet'];

/** Wydruki: designed pages, seen here as they come out of the printer. */
export function PaperScreen() {
  const { t } = useTranslation();
  const overview = useOverview();
  const [mode, setMode] = useState<'print' | 'catch-up' | 'continuity'>('print');
  return (
    <>
      <ScreenHeader title={t('paper.title')}>
        <ChoiceRow<typeof mode>
          hideLabel
          label={t('paper.mode.label')}
          value={mode}
          choices={(['print', 'catch-up', 'continuity'] as const).map((each) => ({
            value: each,
            label: t(`paper.mode.${each}`),
          }))}
          onChange={setMode}
        />
      </ScreenHeader>
      {!overview ? <LoadingLines /> : null}
      {overview && mode === 'print' ? <Papers overview={overview} /> : null}
      {overview && mode === 'catch-up' ? <CatchUp overview={overview} /> : null}
      {overview && mode === 'continuity' ? <Continuity /> : null}
    </>
  );
}

function Papers({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const route = useRoute();
  const visitId = route.screen === 'paper' ? route.visitId : null;
  const [kind, setKind] = useState<PaperKind>(visitId ? 'confirmation' : 'day');
  const [date, setDate] = useState(overview.today);
  const [scheduleId, setScheduleId] = useState<string | null>(null);
  const weekSchedule = scheduleId ?? overview.schedules[0]?.id ?? null;
  const pages = (() => {
    switch (kind) {
      case 'day':
      case 'door':
        return <DayLists overview={overview} date={date} scheduleId={scheduleId} names={kind === 'day'} />;
      case 'week':
        return weekSchedule ? <WeekPage overview={overview} date={date} scheduleId={weekSchedule} /> : null;
      case 'leaflet':
        return <Leaflet overview={overview} />;
      case 'confirmation':
        if (!visitId) return null;
        return visitId.includes(',') ? (
          <SeriesConfirmation overview={overview} visitIds={visitId.split(',')} />
        ) : (
          <Confirmation overview={overview} visitId={visitId} />
        );
      default:
        return kind satisfies never;
    }
  })();
  const kinds: readonly PaperKind[] = visitId ? ['confirmation', ...choices] : choices;
  return (
    <div className={styles.page}>
      <div className={styles.controls}>
        <ChoiceRow<PaperKind>
          label={t('paper.what')}
          value={kind}
          onChange={setKind}
          layout="list"
          choices={kinds.map((each) => ({ value: each, label: t(`paper.kind.${each}`) }))}
        />
        {kind === 'leaflet' || kind === 'confirmation' ? null : (
          <>
            <DateField label={t('paper.date')} value={date} onChange={setDate} />
            <Select
              label={t('paper.actor')}
              placeholder={t('paper.allActors')}
              clearable={kind !== 'week'}
              data={overview.schedules.map((schedule) => ({
                value: schedule.id,
                label: `${schedule.actorName} · ${schedule.clinicCode}`,
              }))}
              value={kind === 'week' ? weekSchedule : scheduleId}
              onChange={setScheduleId}
            />
          </>
        )}
        <Button
          leftSection={<IconPrinter size={17} stroke={1.7} aria-hidden />}
          disabled={!overview.mayPrint}
          onClick={() => window.print()}
        >
          {t('paper.print')}
        </Button>
        {kind === 'confirmation' && visitId && !visitId.includes(',') ? <SendByEmail visitId={visitId} /> : null}
        <p className={styles.hint}>{overview.mayPrint ? t(`paper.hint.${kind}`) : t('paper.forbidden')}</p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long pages are scrolled by keyboard */}
      <section className={styles.preview} aria-label={t('paper.preview')} tabIndex={0}>
        {pages}
      </section>
      {createPortal(
        // Empty where printing is forbidden: the page's own Ctrl+P then prints nothing of the clinic either.
        <div data-paper aria-hidden>
          {overview.mayPrint ? pages : null}
        </div>,
        document.body,
      )}
    </div>
  );
}
