import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../core/contract/access-views.ts';
import { useDeskStatus } from '../../app/status.ts';
import { Connect } from '../first-run/connect.tsx';
import { FirstRunSteps } from '../first-run/first-run-steps.tsx';
import { TrainingMark } from '../training/training-mark.tsx';
import { ChangePasswordForm } from './change-password-form.tsx';
import { FirstAdministratorForm } from './first-administrator-form.tsx';
import styles from './gate.module.css';
import { RecoveryCode } from './recovery-code.tsx';
import { SealedForm } from './sealed-form.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Everything that stands between a person and the desk, in the browser's top layer: nothing lies over or beside it. */
export function GateDialog({ session }: { session: SessionView }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // What `autoFocus` chose was not to be seen yet.
    dialog.current?.querySelector<HTMLElement>('input')?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.gate}
      aria-label={t('access.gate.label')}
      data-training={session.training === 'active' || undefined}
      // Escape leads nowhere.
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.preventDefault();
        event.stopPropagation();
      }}
    >
      {session.training === 'active' ? <TrainingMark /> : null}
      <section className={styles.sheet} data-wide={session.firstRun !== null || session.recoveryCode !== null || undefined}>
        <p className={styles.clinic}>
          <svg aria-hidden="true" viewBox="0 0 32 32" width="26" height="26">
            <rect width="32" height="32" rx="9" className={styles.ground} />
            <path d="M9.5 13.5a6.5 6.5 0 0 1 13 0v9h-13z" className={styles.arch} />
            <path d="M7 22.5h18" className={styles.arch} />
          </svg>
          {session.clinicName}
        </p>
        {session.firstRun ? <FirstRunSteps step={session.firstRun} /> : null}
        {session.recoveryCode !== null ? (
          <RecoveryCode code={session.recoveryCode} again={session.firstRun === null} />
        ) : session.state === 'unconnected' ? (
          <Connect training={session.training} />
        ) : session.state === 'sealed' ? (
          <SealedForm />
        ) : session.state === 'loading' ? (
          <Loading />
        ) : session.state === 'new-clinic' ? (
          <FirstAdministratorForm />
        ) : session.person?.mustChangePassword && session.state === 'open' ? (
          <ChangePasswordForm />
        ) : (
          <SignInForm session={session} />
        )}
      </section>
      {session.demo ? (
        <p className={styles.demo}>
          {t('access.gate.demo', { logins: session.demo.logins.join(', '), password: session.demo.password })}
        </p>
      ) : null}
    </dialog>
  );
}

function Loading() {
  const { t } = useTranslation();
  const offline = useDeskStatus()?.connection === 'offline';
  return (
    <div role="status">
      <h1 className={styles.title}>{t('access.gate.loading')}</h1>
      <p className={styles.lead}>{t(offline ? 'access.gate.loadingOffline' : 'access.gate.loadingMeans')}</p>
    </div>
  );
}
