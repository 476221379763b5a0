import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SearchView } from '../../../core/contract/search-views.ts';
import type { SearchCriteria } from '../../../core/domain/waiting-entry.ts';
import { useFormat } from '../../app/format.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { personOf } from '../patients/person-form.ts';
import { CriteriaFields } from '../waiting/criteria-fields.tsx';
import { EarlierDates } from '../waiting/earlier-dates.tsx';
import type { Seeker } from '../waiting/use-earlier-dates.ts';
import { isLocked } from './booking-flow.ts';
import styles from './everywhere.module.css';
import { EverywhereResults } from './everywhere-results.tsx';
import type { Booking } from './use-booking.ts';
import { useEverywhere } from './use-everywhere.ts';
import { canWait } from './waiting-offer.ts';

/**
 * R14, R19, R24: the search by criteria. It begins with this clinic; without that criterion it shows every clinic's free slots,
 * and beside it what date the wish gives and what date with one criterion fewer. Only central knows, so never offline.
 */
export function EverywherePanel({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const { draft, dispatch } = booking;
  const { search: criteria, clinicCode } = draft;
  if (!criteria || !clinicCode) return null;
  const seeker = {
    clinicCodes: [clinicCode],
    birthDate: draft.person ? personOf(draft.person).birthDate : null,
    category: draft.category,
    entitled: draft.entitlement !== null,
  };
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2>{t('booking.everywhere.title')}</h2>
        <Button variant="subtle" size="compact-sm" disabled={isLocked(draft)} onClick={() => dispatch({ type: 'search-left' })}>
          {t('booking.everywhere.back')}
        </Button>
      </header>
      <div className={styles.body}>
        <div className={styles.criteria}>
          <CriteriaFields
            criteria={criteria}
            clinicCodes={[clinicCode]}
            onEdit={(change) => dispatch({ type: 'search-edited', criteria: change })}
          />
          <div aria-live="polite">
            <EarlierDates
              seeker={seeker}
              criteria={criteria}
              onApply={(wish) => dispatch({ type: 'search-edited', criteria: wish })}
            />
          </div>
        </div>
        <Answer booking={booking} seeker={seeker} criteria={criteria} />
      </div>
    </div>
  );
}

function Answer({ booking, seeker, criteria }: { booking: Booking; seeker: Seeker; criteria: SearchCriteria }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { draft, dispatch } = booking;
  const search = useEverywhere(seeker, criteria);
  const { found } = search;
  if (search.error) return <ErrorState error={search.error} onRetry={search.retry} />;
  if (!found) return <LoadingLines />;
  if (!found.live) {
    return (
      <div className={styles.offer} data-ways-out>
        <p>{t('booking.everywhere.offline')}</p>
        <WaysOut booking={booking} />
      </div>
    );
  }
  return (
    <div className={styles.answer} aria-busy={!search.ready}>
      <p className={styles.note}>{t('booking.slot.windowHelp', { date: format.shortDay(found.windowTo) })}</p>
      {found.days.length > 0 ? (
        <EverywhereResults
          days={found.days}
          selected={draft.slot?.id ?? null}
          disabled={isLocked(draft)}
          onChoose={(one) => dispatch({ type: 'place-chosen', found: one })}
        />
      ) : null}
      {found.days.length === 0 || found.waitingRoom ? <Offer booking={booking} found={found} /> : null}
      {found.truncated ? <p className={styles.note}>{t('booking.everywhere.truncated')}</p> : null}
    </div>
  );
}

/** R12, R25: nothing, or nothing but the next two days, so the waiting room with the date that it would give. */
function Offer({ booking, found }: { booking: Booking; found: SearchView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const forecast = found.waitingRoom?.forecast ?? null;
  return (
    <div className={styles.offer} data-ways-out>
      {found.days.length === 0 ? <p>{t('booking.everywhere.none')}</p> : null}
      {found.waitingRoom ? (
        <p>
          {t('booking.everywhere.forecast')}{' '}
          <b>{forecast?.date ? format.dayTitle(forecast.date) : t(forecast ? 'waiting.noForecast' : 'waiting.forecastSoon')}</b>
        </p>
      ) : null}
      <WaysOut booking={booking} />
    </div>
  );
}

function WaysOut({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const { draft, dispatch } = booking;
  const { search } = draft;
  return (
    <>
      {search && canWait(booking) ? (
        <Button onClick={() => dispatch({ type: 'waiting-opened', criteria: search })}>{t('booking.waiting.open')}</Button>
      ) : null}
      <Button variant="default" onClick={() => dispatch({ type: 'search-left' })}>
        {t('booking.everywhere.ownSlots')}
      </Button>
    </>
  );
}
