import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../core/contract/views.ts';
import type { JoinedClinic } from '../../../core/domain/joined-clinic.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { placeName } from '../day/visit-drawer.tsx';
import { leafletRules } from './leaflet-rules.ts';
import styles from './sheet.module.css';
import { Sheet } from './sheet.tsx';

/** R47: the rules that patients must be told, and behind them the clinics that take part (R4). */
export function Leaflet({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const rules = leafletRules(t, overview.policy);
  return (
    <>
      <Sheet overview={overview} title={t('paper.leaflet.title')} subtitle={t('paper.leaflet.subtitle')}>
        <div className={styles.rules}>
          {(['first', 'waiting', 'continuation', 'exam'] as const).map((part) => (
            <section key={part}>
              <h3>{t(`paper.leaflet.${part}`)}</h3>
              <ul>
                {rules[part].map((rule) => (
                  <li key={rule}>{rule}</li>
                ))}
              </ul>
            </section>
          ))}
          <p>{t('paper.leaflet.clinics')}</p>
        </div>
      </Sheet>
      <JoinedClinics overview={overview} />
    </>
  );
}

/** As central last told it: it can be printed without a line, and says of which day it is. */
function JoinedClinics({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { orpc } = useDesk();
  const list = useQuery(orpc.desk.clinics.queryOptions()).data;
  if (!list) return null;
  const towns = [...Map.groupBy(list.clinics, ({ town }) => town ?? t('paper.leaflet.noTown'))].toSorted(([a], [b]) =>
    a.localeCompare(b, 'pl'),
  );
  const offers = ({ clinicCodes }: JoinedClinic) =>
    clinicCodes.length === 0
      ? t('paper.leaflet.nothingPublished')
      : clinicCodes.map((code) => placeName(code, t).replace(/^\d+ /, '')).join(', ');
  return (
    <Sheet
      overview={overview}
      title={t('paper.leaflet.clinicsTitle')}
      subtitle={t('paper.leaflet.clinicsAsOf', { when: format.instant(list.asOf) })}
    >
      <div className={styles.clinics}>
        {towns.map(([town, clinics]) => (
          <section key={town}>
            <h3>{town}</h3>
            <ul>
              {clinics
                .toSorted((a, b) => a.name.localeCompare(b.name, 'pl'))
                .map((clinic) => (
                  <li key={clinic.id}>
                    <b>{clinic.name}</b>
                    <span>{offers(clinic)}</span>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Sheet>
  );
}
