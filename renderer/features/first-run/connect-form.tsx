import { Button, Textarea, TextInput } from '@mantine/core';
import { IconCheck, IconFileImport, IconKey } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CertificateImport } from '../health/certificate-import-dialog.tsx';
import gate from '../sign-in/gate.module.css';
import styles from './connect.module.css';
import { ConnectTroubleBox } from './connect-trouble.tsx';
import { type ConnectFields, useConnect } from './use-connect.ts';

const keyWords = { read: 'connect.form.keyRead', kept: 'connect.form.keyKept', missing: 'connect.form.keyMissing' } as const;

/** Address, clinic, desk and key; tried before anything is kept. */
export function ConnectForm({ titled = true, onBack, onSaved }: { titled?: boolean; onBack(): void; onSaved?(): void }) {
  const { t } = useTranslation();
  const connect = useConnect(onSaved);
  const [pasting, setPasting] = useState(false);
  const [importing, setImporting] = useState(false);
  const [hasCertificate, setHasCertificate] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const busy = connect.state !== 'filling';
  const field = (name: keyof ConnectFields, isFixed = false) => ({
    label: t(`connect.form.${name}`),
    value: connect.fields[name],
    readOnly: isFixed || busy,
    description: isFixed ? t('connect.form.fixed') : undefined,
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { currentTarget: HTMLInputElement }) => connect.change({ [name]: event.currentTarget.value }),
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (connect.isWhole) connect.save();
  };
  if (importing) {
    return (
      <>
        <h1 className={gate.title}>{t('health.certificates.importTitle')}</h1>
        <CertificateImport
          onClose={() => setImporting(false)}
          onImported={() => {
            setHasCertificate(true);
            connect.forget();
          }}
        />
      </>
    );
  }
  return (
    <>
      <div>
        {titled ? <h1 className={gate.title}>{t('connect.form.title')}</h1> : null}
        <p className={gate.lead}>{t('connect.form.lead')}</p>
      </div>
      <form className={gate.form} onSubmit={save}>
        <div className={styles.sources}>
          <Button
            variant={connect.key === 'read' ? 'default' : 'filled'}
            leftSection={<IconFileImport size={17} aria-hidden />}
            disabled={busy}
            onClick={() => file.current?.click()}
          >
            {t('connect.form.file')}
          </Button>
          <Button variant="subtle" disabled={busy} aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
            {t('connect.form.paste')}
          </Button>
          <input
            ref={file}
            type="file"
            hidden
            accept=".json,.txt,.pem,.key,application/json,text/plain"
            onChange={(event) => {
              const [chosen] = event.currentTarget.files ?? [];
              event.currentTarget.value = '';
              void chosen?.text().then(connect.load);
            }}
          />
        </div>
        {pasting ? (
          <Textarea
            label={t('connect.form.text')}
            description={t('connect.form.textHelp')}
            value={connect.text}
            rows={4}
            maxLength={20_000}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => void connect.load(event.currentTarget.value)}
          />
        ) : null}
        {connect.unread ? (
          <p role="alert" className={styles.bad}>
            {t('connect.form.unread')}
          </p>
        ) : null}
        <TextInput {...field('address', connect.fixed.address)} placeholder="cer.example" inputMode="url" />
        <TextInput {...field('clinicId', connect.fixed.clinicId)} maxLength={100} />
        <TextInput {...field('clientId')} maxLength={200} />
        <p className={styles.key} data-read={connect.key === 'read' || undefined} role="status">
          {connect.key === 'read' ? <IconCheck size={16} aria-hidden /> : <IconKey size={16} aria-hidden />}
          {t(keyWords[connect.key])}
        </p>
        {connect.wantsCertificate || hasCertificate ? (
          <div className={styles.sources}>
            <p className={styles.key} data-read={hasCertificate || undefined} role="status">
              {hasCertificate ? <IconCheck size={16} aria-hidden /> : null}
              {t(hasCertificate ? 'connect.form.certificateRead' : 'connect.form.wantsCertificate')}
            </p>
            <Button variant="default" size="compact-sm" disabled={busy} onClick={() => setImporting(true)}>
              {t('connect.form.certificate')}
            </Button>
          </div>
        ) : null}
        {connect.trouble ? <ConnectTroubleBox trouble={connect.trouble} /> : null}
        {busy ? (
          <p role="status" className={gate.lead}>
            {t(connect.state === 'saved' ? 'connect.form.saved' : 'connect.form.checking')}
          </p>
        ) : null}
        <div className={gate.acts}>
          <Button variant="subtle" size="compact-sm" disabled={busy} onClick={onBack}>
            {t('connect.form.back')}
          </Button>
          <Button type="submit" loading={busy} disabled={!connect.isWhole}>
            {t('connect.form.save')}
          </Button>
        </div>
      </form>
    </>
  );
}
