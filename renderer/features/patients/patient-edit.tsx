import { Button } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { PatientDetail } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useCommand } from '../../app/use-command.ts';
import { CommandTrouble } from '../../components/command-trouble.tsx';
import { ContactFields } from './contact-fields.tsx';
import { type ContactForm, contactFormOf, contactOf, contactProblems, sameContact, tidyPhones } from './contact-form.ts';
import styles from './patient-edit.module.css';
import { PersonFields } from './person-fields.tsx';
import { type PersonForm, personFormOf, personOf, personProblems } from './person-form.ts';

/** Corrects a known patient's data and contact. `onDone(false)`: left without a change. */
export function PatientEdit({
  patient,
  today,
  focus,
  onDone,
}: {
  patient: PatientDetail;
  today: string;
  focus: 'person' | 'contact';
  onDone(saved: boolean): void;
}) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const command = useCommand();
  const [person, setPerson] = useState<PersonForm>(() => personFormOf(patient));
  const [contact, setContact] = useState<ContactForm>(() => contactFormOf(patient.contact));
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>(`[data-part="${focus}"] input:not([type="checkbox"])`)?.focus();
  }, [focus]);

  const minor = patient.age !== null && patient.age < 18;
  // An imported patient may lack a contact: correcting his name must not be stopped by that.
  const contactTouched = !sameContact(contactOf(contact), patient.contact);
  const problems = {
    person: personProblems(person, today),
    contact: contactTouched ? contactProblems(contact, minor) : [],
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problems.person.length + problems.contact.length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const tidy = tidyPhones(contact);
    const input = {
      intentId: v7(),
      patient: { id: patient.id, ...personOf(person), contact: contactOf(tidy) },
      seenVersion: patient.version,
    };
    command.run(
      () => client.patients.change(input),
      () => onDone(true),
    );
  };
  return (
    <form ref={form} className={styles.form} onSubmit={save} noValidate aria-label={t('patients.edit.title')}>
      <fieldset className={styles.fields} disabled={command.phase !== 'idle'}>
        <div data-part="person">
          <PersonFields
            person={person}
            today={today}
            problems={tried ? problems.person : []}
            onEdit={(change) => setPerson((before) => ({ ...before, ...change }))}
          />
        </div>
        <div data-part="contact">
          <ContactFields
            contact={contact}
            problems={tried ? problems.contact : []}
            onEdit={(change) => setContact((before) => ({ ...before, ...change }))}
          />
        </div>
      </fieldset>
      <p className={styles.help}>{t('patients.edit.forVisits')}</p>
      <CommandTrouble command={command} />
      <div className={styles.acts}>
        <Button type="submit" loading={command.phase === 'running'} disabled={command.phase === 'unanswered'}>
          {t('patients.edit.save')}
        </Button>
        <Button variant="default" disabled={command.phase === 'running'} onClick={() => onDone(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
