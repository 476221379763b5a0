import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { type ContactForm, type ContactProblem, tidyPhones } from './contact-form.ts';
import styles from './form-grid.module.css';

/** How the patient is reached (R15). Two numbers typed into one field are split when the field is left. */
export function ContactFields({
  contact,
  problems,
  onEdit,
}: {
  contact: ContactForm;
  problems: readonly ContactProblem[];
  onEdit(change: Partial<ContactForm>): void;
}) {
  const { t } = useTranslation();
  const errorOf = (field: keyof ContactForm) => {
    const problem = problems.find((one) => one.field === field);
    return problem ? t(`patients.problem.${problem.code}`) : undefined;
  };
  const tidy = () => onEdit(tidyPhones(contact));
  return (
    <div className={styles.grid}>
      <TextInput
        type="tel"
        label={t('patients.contact.phone')}
        value={contact.phone}
        maxLength={40}
        autoComplete="off"
        error={errorOf('phone')}
        onChange={(event) => onEdit({ phone: event.currentTarget.value })}
        onBlur={tidy}
      />
      <TextInput
        type="tel"
        label={t('patients.contact.secondPhone')}
        value={contact.secondPhone}
        maxLength={40}
        autoComplete="off"
        error={errorOf('secondPhone')}
        onChange={(event) => onEdit({ secondPhone: event.currentTarget.value })}
        onBlur={tidy}
      />
      <TextInput
        type="email"
        label={t('patients.contact.email')}
        value={contact.email}
        maxLength={120}
        autoComplete="off"
        error={errorOf('email')}
        onChange={(event) => onEdit({ email: event.currentTarget.value })}
      />
      <div className={styles.whole}>
        <ChoiceRow
          label={t('patients.contact.relation')}
          value={contact.relation}
          choices={(['patient', 'relative', 'guardian'] as const).map((value) => ({
            value,
            label: t(`patients.contact.${value}`),
          }))}
          error={errorOf('relation')}
          onChange={(relation) => onEdit({ relation })}
        />
      </div>
    </div>
  );
}
