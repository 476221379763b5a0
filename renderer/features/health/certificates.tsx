import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateView } from '../../../core/contract/certificate-views.ts';
import { ageOf, certificateUses } from '../../../core/domain/certificate.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { useMay } from '../../app/session.ts';
import { CertificateImportDialog } from './certificate-import-dialog.tsx';
import styles from './health-screen.module.css';

/** The clinic's certificates, for IT; nobody else is shown them. */
export function Certificates({ onImported }: { onImported(): void }) {
  const may = useMay();
  return may('certificates.list') ? <CertificateList onImported={onImported} /> : null;
}

function CertificateList({ onImported }: { onImported(): void }) {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const query = useQuery(orpc.certificates.list.queryOptions());
  const [opened, setOpened] = useState(false);
  return (
    <section>
      <h2 className={styles.title}>{t('health.certificates.title')}</h2>
      <p className={styles.act}>{t('health.certificates.lead')}</p>
      <dl className={styles.facts}>
        {certificateUses.map((use) => (
          <div key={use}>
            <dt>{t(`health.certificates.use.${use}`)}</dt>
            <Certificate certificate={query.data?.find((each) => each.use === use)} />
          </div>
        ))}
      </dl>
      <Button variant="default" mt="sm" onClick={() => setOpened(true)}>
        {t('health.certificates.import')}
      </Button>
      <CertificateImportDialog
        opened={opened}
        onClose={() => setOpened(false)}
        onImported={() => {
          void query.refetch();
          onImported();
        }}
      />
    </section>
  );
}

function Certificate({ certificate }: { certificate: CertificateView | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (certificate === undefined) return <dd>{t('health.certificates.none')}</dd>;
  const date = (instant: string) => format.fullDate(instant.slice(0, 10));
  const { subject, issuer, until, importedAt, importedBy, days } = certificate;
  return (
    <dd data-level={ageOf(days) === 'fine' ? undefined : 'warning'}>
      <div>{t('health.certificates.until', { date: date(until) })}</div>
      <div>{t('health.certificates.subject', { name: subject })}</div>
      <div>{t('health.certificates.issuer', { name: issuer })}</div>
      <div className={styles.act}>{t('health.certificates.imported', { date: date(importedAt), author: importedBy })}</div>
    </dd>
  );
}
