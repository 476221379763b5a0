import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateView } from '../../../core/contract/certificate-views.ts';
import { ageOf, type CertificateUse, certificateUses } from '../../../core/domain/certificate.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { useMay } from '../../app/session.ts';
import { CertificateImportDialog } from './certificate-import-dialog.tsx';
import { CertificateRemoveDialog } from './certificate-remove-dialog.tsx';
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
  const may = useMay();
  const [opened, setOpened] = useState(false);
  const [removed, setRemoved] = useState<CertificateUse | null>(null);
  const changed = () => {
    void query.refetch();
    onImported();
  };
  return (
    <section>
      <h2 className={styles.title}>{t('health.certificates.title')}</h2>
      <p className={styles.act}>{t('health.certificates.lead')}</p>
      <dl className={styles.facts}>
        {certificateUses.map((use) => (
          <div key={use}>
            <dt>{t(`health.certificates.use.${use}`)}</dt>
            <Certificate
              certificate={query.data?.find((each) => each.use === use)}
              onRemove={may('certificates.remove') ? () => setRemoved(use) : null}
            />
          </div>
        ))}
      </dl>
      <Button variant="default" mt="sm" onClick={() => setOpened(true)}>
        {t('health.certificates.import')}
      </Button>
      <CertificateImportDialog opened={opened} onClose={() => setOpened(false)} onImported={changed} />
      <CertificateRemoveDialog use={removed} onClose={() => setRemoved(null)} onRemoved={changed} />
    </section>
  );
}

function Certificate({ certificate, onRemove }: { certificate: CertificateView | undefined; onRemove: (() => void) | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (certificate === undefined) return <dd>{t('health.certificates.none')}</dd>;
  const date = (instant: string) => format.fullDate(instant.slice(0, 10));
  const { use, subject, issuer, until, importedAt, importedBy, days } = certificate;
  return (
    <dd data-level={ageOf(days) === 'fine' ? undefined : 'warning'}>
      <div>{t('health.certificates.until', { date: date(until) })}</div>
      <div>{t('health.certificates.subject', { name: subject })}</div>
      <div>{t('health.certificates.issuer', { name: issuer })}</div>
      <div className={styles.act}>{t('health.certificates.imported', { date: date(importedAt), author: importedBy })}</div>
      {onRemove ? (
        <Button
          variant="subtle"
          size="compact-sm"
          ml={-8}
          aria-label={t('health.certificates.removeNamed', { use: t(`health.certificates.use.${use}`) })}
          onClick={onRemove}
        >
          {t('health.certificates.remove')}
        </Button>
      ) : null}
    </dd>
  );
}
