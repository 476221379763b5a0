import { useTranslation } from 'react-i18next';
import type { SayNote as Note } from '../../core/contract/views.ts';
import styles from './say-note.module.css';

/** R47: the sentence to read out, in the words for the patient. */
export function SayNote({ notes, title }: { notes: readonly Note[]; title?: string }) {
  const { t } = useTranslation();
  if (notes.length === 0) return null;
  return (
    <div className={styles.note} role="note" aria-label={title ?? t('truth.say.title')}>
      <p className={styles.title}>{title ?? t('truth.say.title')}</p>
      {notes.map((note) => (
        <p key={note}>{t(`truth.say.${note}`)}</p>
      ))}
    </div>
  );
}
