import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { SayNote } from '../../components/say-note.tsx';
import type { SeriesDraft } from './booking-draft.ts';
import { isLocked } from './booking-flow.ts';
import { focusFirst } from './focus-first.ts';
import { SeriesList } from './series-list.tsx';
import styles from './series-panel.module.css';
import { slotsToBook } from './series-rows.ts';
import { SeriesWishFields } from './series-wish-fields.tsx';
import type { Booking } from './use-booking.ts';
import { useSeries } from './use-series.ts';
import { mayEnter } from './waiting-offer.ts';

/** R14: several continuation visits in one act. The wish, a date for each, and one button that books them all. */
export function SeriesPanel({ booking }: { booking: Booking }) {
  return booking.draft.series ? <Panel booking={booking} series={booking.draft.series} /> : null;
}

function Panel({ booking, series }: { booking: Booking; series: SeriesDraft }) {
  const { t } = useTranslation();
  const { draft, dispatch, send } = booking;
  const search = useSeries(booking, series);
  const bookButton = useRef<HTMLButtonElement>(null);
  const wishForm = useRef<HTMLFormElement>(null);
  const choosing = draft.step === 'slot';
  // On the way in, and when the last step on the left is done.
  useEffect(() => {
    if (choosing && wishForm.current) focusFirst(wishForm.current);
  }, [choosing]);
  const locked = isLocked(draft);
  const slots = slotsToBook(search.rows);
  const stepsDone = mayEnter(booking);
  const ready = stepsDone && search.ready && slots.length > 0;
  const found = search.rows.filter(({ slot }) => slot !== null).length;
  const submit = () => {
    if (draft.phase === 'sending' || (!ready && draft.phase !== 'unanswered')) return;
    if (!locked) dispatch({ type: 'series-settled', slots });
    send();
  };
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2>{t('booking.series.title')}</h2>
        <Button variant="subtle" size="compact-sm" disabled={locked} onClick={() => dispatch({ type: 'series-closed' })}>
          {t('booking.series.back')}
        </Button>
      </header>
      <form
        ref={wishForm}
        onSubmit={(event) => {
          event.preventDefault();
          bookButton.current?.focus();
        }}
      >
        <fieldset className={styles.wish} disabled={locked}>
          <SeriesWishFields booking={booking} wish={series.wish} />
        </fieldset>
      </form>
      <p className={styles.found} aria-live="polite">
        {search.ready ? t('booking.series.found', { found, all: search.rows.length }) : null}
      </p>
      <div className={styles.scroll}>
        {search.error ? (
          <ErrorState error={search.error} onRetry={search.retry} />
        ) : search.rows.length === 0 ? (
          <LoadingLines />
        ) : (
          <SeriesList booking={booking} search={search} locked={locked} />
        )}
      </div>
      <footer className={styles.foot}>
        {draft.phase === 'unanswered' ? <p className={styles.warn}>{t('booking.confirm.unanswered')}</p> : null}
        {stepsDone ? (
          <SayNote notes={slots.length > 0 ? ['series-by-clinic'] : []} />
        ) : (
          <p className={styles.lead}>{t('booking.series.missing')}</p>
        )}
        <span className={styles.space} />
        <Button
          ref={bookButton}
          size="md"
          disabled={!ready && draft.phase !== 'unanswered'}
          loading={draft.phase === 'sending'}
          rightSection={ready ? <Kbd onAccent>{t('shell.keys.enter')}</Kbd> : null}
          onClick={submit}
        >
          {draft.phase === 'unanswered' ? t('booking.confirm.repeat') : t('booking.series.book', { count: slots.length })}
        </Button>
      </footer>
    </div>
  );
}
