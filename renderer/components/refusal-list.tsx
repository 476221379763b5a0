import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../core/domain/refusal.ts';
import styles from './refusal-list.module.css';

/** All reasons at once: what happened and what to do, the code small for IT; below them the next act. */
export function RefusalList({
  refusals,
  action,
  plain = false,
}: {
  refusals: readonly Refusal[];
  action?: ReactNode;
  plain?: boolean;
}) {
  const { t } = useTranslation();
  if (refusals.length === 0) return null;
  return (
    <div className={styles.box} data-plain={plain || undefined} role={plain ? undefined : 'alert'}>
      {plain ? null : (
        <p className={styles.title}>
          <IconAlertTriangle size={16} aria-hidden /> {t('refusals.title', { count: refusals.length })}
        </p>
      )}
      <ul className={styles.list}>
        {refusals.map((refusal) => (
          <li key={`${refusal.code} ${refusal.path ?? ''}`}>
            <span className={styles.what}>{t(`refusals.code.${refusal.code}.what`)}</span>{' '}
            <span className={styles.act}>{t(`refusals.code.${refusal.code}.act`, factsOf(refusal))}</span>{' '}
            <span className={styles.code}>
              {refusal.code}
              {refusal.rule ? ` · ${refusal.rule}` : ''}
            </span>
          </li>
        ))}
      </ul>
      {action}
    </div>
  );
}

/** The facts that sentences speak of. */
function factsOf({ facts }: Refusal): { seconds: number; min: number; date: string } {
  const date = String(facts?.date ?? '').slice(0, 10);
  return { seconds: Number(facts?.seconds ?? 0), min: Number(facts?.min ?? 0), date };
}
