import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../core/contract/access-views.ts';
import styles from './first-run-steps.module.css';

const steps = ['connect', 'administrator', 'code', 'import'] as const;

/** Where in the first run one is; what is behind is ticked. */
export function FirstRunSteps({ step }: { step: NonNullable<SessionView['firstRun']> }) {
  const { t } = useTranslation();
  const at = steps.indexOf(step);
  return (
    <ol className={styles.steps} aria-label={t('connect.steps.label')}>
      {steps.map((name, index) => (
        <li
          key={name}
          className={styles.step}
          aria-current={index === at ? 'step' : undefined}
          data-done={index < at || undefined}
        >
          <span className={styles.mark} aria-hidden>
            {index < at ? <IconCheck size={13} stroke={2.6} /> : index + 1}
          </span>
          <span>
            {t(`connect.steps.${name}`)}
            {index < at ? <span className="sr-only">, {t('connect.steps.done')}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
