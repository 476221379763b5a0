import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { parsePesel } from '../../../core/domain/pesel.ts';
import { ageOn } from '../../../core/domain/time.ts';
import { useFormat } from '../../app/format.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import styles from './form-grid.module.css';
import { type PersonForm, type PersonProblem, peselDigits, peselProblem } from './person-form.ts';

/** Who the patient is. A PESEL is read while it is typed: date of birth and sex appear, or what is wrong with it. */
export function PersonFields({
  person,
  today,
  problems,
  onEdit,
}: {
  person: PersonForm;
  today: string;
  /** Shown at their fields. */
  problems: readonly PersonProblem[];
  onEdit(change: Partial<PersonForm>): void;
}) {
  const { t } = useTranslation();
  const errorOf = (field: keyof PersonForm) => {
    const problem = problems.find((one) => one.field === field);
    return problem ? t(`patients.problem.${problem.code}`) : undefined;
  };
  return (
    <div className={styles.grid}>
      {person.withoutPesel ? null : <PeselField person={person} today={today} error={errorOf('pesel')} onEdit={onEdit} />}
      <Checkbox
        className={person.withoutPesel ? styles.alone : styles.aside}
        size="xs"
        label={t('patients.person.withoutPesel')}
        checked={person.withoutPesel}
        onChange={(event) => onEdit({ withoutPesel: event.currentTarget.checked })}
      />
      {/* After the box that opens them: Tab goes on into what has just appeared. */}
      {person.withoutPesel ? <DocumentFields person={person} errorOf={errorOf} onEdit={onEdit} /> : null}
      <TextInput
        label={t('patients.person.familyName')}
        value={person.familyName}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        error={errorOf('familyName')}
        data-autofocus={person.familyName === '' && (person.withoutPesel || person.pesel !== '') ? true : undefined}
        onChange={(event) => onEdit({ familyName: event.currentTarget.value })}
      />
      <TextInput
        label={t('patients.person.givenName')}
        value={person.givenName}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        error={errorOf('givenName')}
        onChange={(event) => onEdit({ givenName: event.currentTarget.value })}
      />
    </div>
  );
}

interface FieldsProps {
  person: PersonForm;
  onEdit(change: Partial<PersonForm>): void;
}

function PeselField({ person, today, error, onEdit }: FieldsProps & { today: string; error: string | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const read = parsePesel(person.pesel);
  const typed = peselDigits(person.pesel);
  // Eleven digits that do not fit are wrong at once; fewer are only not finished yet.
  const wrongNow = peselProblem(person.pesel) === 'pesel-invalid' ? t('patients.problem.pesel-invalid') : undefined;
  const told = read.ok
    ? t('patients.person.fromPesel', {
        date: format.fullDate(read.value.birthDate),
        sex: t(`patients.person.${read.value.sex}`),
        age: t('common.age', { count: ageOn(read.value.birthDate, today) }),
      })
    : typed > 0
      ? t('patients.person.digits', { n: typed })
      : ' ';
  return (
    <TextInput
      label={t('patients.person.pesel')}
      value={person.pesel}
      inputMode="numeric"
      maxLength={20}
      autoComplete="off"
      error={error ?? wrongNow}
      description={(error ?? wrongNow) ? undefined : told}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => onEdit({ pesel: event.currentTarget.value })}
    />
  );
}

function DocumentFields({ person, errorOf, onEdit }: FieldsProps & { errorOf(field: keyof PersonForm): string | undefined }) {
  const { t } = useTranslation();
  return (
    <div className={styles.whole}>
      <div className={styles.grid}>
        <NativeSelect
          label={t('patients.person.document')}
          value={person.documentKind}
          data={(['passport', 'ekuz', 'other'] as const).map((value) => ({
            value,
            label: t(`patients.person.documentKind.${value}`),
          }))}
          onChange={(event) => onEdit({ documentKind: event.currentTarget.value as PersonForm['documentKind'] })}
        />
        <TextInput
          label={t('patients.person.documentNumber')}
          value={person.documentNumber}
          maxLength={40}
          autoComplete="off"
          error={errorOf('documentNumber')}
          onChange={(event) => onEdit({ documentNumber: event.currentTarget.value })}
        />
        <TextInput
          label={t('patients.person.birthDate')}
          placeholder={t('patients.person.dateStyle')}
          value={person.birthDate}
          maxLength={10}
          autoComplete="off"
          error={errorOf('birthDate')}
          onChange={(event) => onEdit({ birthDate: event.currentTarget.value })}
        />
        <ChoiceRow
          label={t('patients.person.sex')}
          value={person.sex}
          choices={(['female', 'male'] as const).map((value) => ({ value, label: t(`patients.person.${value}`) }))}
          onChange={(sex) => onEdit({ sex })}
        />
      </div>
    </div>
  );
}
