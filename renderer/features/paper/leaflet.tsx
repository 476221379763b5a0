import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../core/contract/views.ts';
import { leafletRules } from './leaflet-rules.ts';
import styles from './sheet.module.css';
import { Sheet } from './sheet.tsx';

/** R47: the rules that patients must be told. */
export function Leaflet({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const rules = leafletRules(t, overview.policy);
  return (
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
  );
}
