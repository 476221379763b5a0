import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientDetail } from '../../../core/contract/views.ts';
import { displayName } from '../../../core/domain/name.ts';
import { formatPhone } from '../../../core/domain/phone.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { useOverview } from '../../app/overview.ts';
import { book, hrefOf } from '../../app/routes.ts';
import { useDeskStatus } from '../../app/status.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { TruthLabel } from '../../components/truth-label.tsx';
import { AuditHistory } from '../history/audit-history.tsx';
import styles from './patient-card.module.css';
import { PatientEdit } from './patient-edit.tsx';
import { Duplicates, PatientFiles } from './patient-privacy.tsx';
import { PatientVisits } from './patient-visits.tsx';

/** One patient: who, how reached, visits ahead and behind; change the data, book another visit. */
export function PatientCard({ patientId }: { patientId: string }) {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const overview = useOverview();
  const status = useDeskStatus();
  const query = useQuery(orpc.patients.get.queryOptions({ input: { id: patientId } }));
  const [editing, setEditing] = useState(false);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === null) return <EmptyState title={t('patients.gone')} />;
  if (!query.data || !overview) return <LoadingLines />;
  const patient = query.data;
  const onDone = (saved: boolean) => {
    setEditing(false);
    if (saved) notifications.show({ message: t('patients.edit.saved') });
  };
  return (
    <article className={styles.card} aria-label={displayName(patient)}>
      <header className={styles.head}>
        <div>
          <h2 className={styles.name}>{displayName(patient)}</h2>
          <p className={styles.truth}>
            <TruthLabel truth={patient.truth} />
          </p>
        </div>
        {editing ? null : (
          <div className={styles.acts}>
            <Button component="a" href={hrefOf(book({ patientId }))}>
              {t('patients.detail.book')}
            </Button>
            <Button variant="default" disabled={patient.heldBack} onClick={() => setEditing(true)}>
              {t('patients.detail.edit')}
            </Button>
          </div>
        )}
      </header>
      {patient.heldBack ? <p className={styles.warn}>{t('patients.detail.heldBack')}</p> : null}
      <Duplicates duplicates={patient.duplicates} />
      {editing ? (
        <PatientEdit patient={patient} today={overview.today} focus="contact" onDone={onDone} />
      ) : (
        <Facts patient={patient} />
      )}
      <PatientVisits visits={patient.visits} now={status?.now ?? overview.now} />
      <AuditHistory of={{ patientId }} label={t('history.title')} />
      <PatientFiles patientId={patientId} />
    </article>
  );
}

function Facts({ patient }: { patient: PatientDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { contact, document } = patient;
  const born = [
    patient.birthDate ? t('patients.person.born', { date: format.fullDate(patient.birthDate) }) : null,
    patient.age === null ? null : t('common.age', { count: patient.age }),
    patient.sex ? t(`patients.person.${patient.sex}`) : null,
  ];
  const phones = [contact.phone, contact.secondPhone].filter((phone) => phone !== null).map(formatPhone);
  const reach = [...phones, contact.email].filter(Boolean);
  return (
    <dl className={styles.facts}>
      <Fact name={t('patients.person.pesel')}>{patient.pesel ?? t('common.none')}</Fact>
      {document ? (
        <Fact name={t('patients.person.document')}>
          {t(`patients.person.documentKind.${document.kind}`)} {document.number}
        </Fact>
      ) : null}
      <Fact name={t('patients.detail.data')}>{born.filter(Boolean).join(' · ')}</Fact>
      <Fact name={t('patients.contact.title')}>
        {reach.length > 0 ? reach.join(' · ') : t('patients.contact.none')}
        {contact.relation === 'patient' ? '' : ` (${t(`common.relation.${contact.relation}`)})`}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
