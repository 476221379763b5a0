import { useTranslation } from 'react-i18next';
import type { Service, VisitKind } from '../../core/domain/schedule.ts';
import styles from './kind-chip.module.css';

export type KindName = 'first' | 'continuation' | 'mammography' | 'cytology';

/** An exam has no kind worth naming: it is its service. */
export function kindName(visit: { service: Service; kind: VisitKind }): KindName {
  return visit.service === 'cardiology' ? visit.kind : visit.service;
}

/** Hue and edge of a kind: `first` solid, `cont` double, `exam` broken. */
export function kindEdge(visit: { service: Service; kind: VisitKind }): 'first' | 'cont' | 'exam' {
  if (visit.service !== 'cardiology') return 'exam';
  return visit.kind === 'first' ? 'first' : 'cont';
}

export function KindChip({ visit }: { visit: { service: Service; kind: VisitKind } }) {
  const { t } = useTranslation();
  return (
    <span className={styles.chip} data-edge={kindEdge(visit)}>
      {t(`common.kind.${kindName(visit)}`)}
    </span>
  );
}

/** A small word beside the kind: urgent, entitled to out-of-order service ... */
export function Mark({ tone, children }: { tone: 'warn' | 'plain' | 'bad'; children: string }) {
  return (
    <span className={styles.mark} data-tone={tone}>
      {children}
    </span>
  );
}
