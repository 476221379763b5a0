import { IconCheck, IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Exercise, exercises } from '../../../core/contract/training-views.ts';
import styles from './training.module.css';

/** The first thing that is still to do stands open with how it is done. */
export function ExerciseList({ done }: { done: Exercise[] }) {
  const { t } = useTranslation();
  const next = exercises.find((each) => !done.includes(each));
  return (
    <section className={styles.part}>
      <h2 className={styles.title}>{t('training.exercises.title')}</h2>
      <p className={styles.help}>{next ? t('training.exercises.lead') : t('training.exercises.allDone')}</p>
      <ol className={styles.exercises}>
        {exercises.map((each) => {
          const isDone = done.includes(each);
          return (
            <li key={each} data-done={isDone || undefined} data-next={each === next || undefined}>
              {isDone ? <IconCheck size={17} stroke={2.4} aria-hidden /> : <IconCircleDashed size={17} aria-hidden />}
              <span>
                {t(`training.exercises.name.${each}`)}
                <span className="sr-only">: {t(isDone ? 'training.exercises.done' : 'training.exercises.open')}</span>
                {each === next ? <span className={styles.how}>{t(`training.exercises.how.${each}`)}</span> : null}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
