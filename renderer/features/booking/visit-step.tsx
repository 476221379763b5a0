import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { hrefOf } from '../../app/routes.ts';
import { useMay } from '../../app/session.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { UnitName } from '../../components/unit-name.tsx';
import { personOf } from '../patients/person-form.ts';
import { possibleDays } from './booking-context.ts';
import { type StepProblem, stepProblems } from './booking-problems.ts';
import { type ClinicChoice, clinicChoices } from './clinic-choices.ts';
import { EligibilityNote } from './eligibility-note.tsx';
import type { Booking } from './use-booking.ts';

/** First visit or continuation (R14), and which outpatient unit; units that the age rules out say so (R48). */
export function VisitStep({ booking, tried }: { booking: Booking; tried: boolean }) {
  const { t } = useTranslation();
  const { draft, context, dispatch } = booking;
  const mayImport = useMay()('import.plan');
  const birthDate = draft.person ? personOf(draft.person).birthDate : null;
  const choices = clinicChoices(context, birthDate, possibleDays(draft.slot, draft.kind, context));
  const problem = stepProblems(draft, 'visit', context)[0];
  const errorOf = (all: readonly ClinicChoice[], code: StepProblem['code'] | undefined) => {
    if (all.every(({ ageLimit }) => ageLimit)) return t('booking.problem.none-for-age');
    if (code === 'age-mismatch') return t('refusals.code.age-mismatch.act');
    return code === 'unit-missing' ? t('booking.problem.unit-missing') : undefined;
  };
  const doctors = (clinicCode: string) => context.schedules.filter((schedule) => schedule.clinicCode === clinicCode).length;
  if (choices.length === 0) {
    return (
      <>
        <p>{t('booking.visit.noUnits')}</p>
        {mayImport ? (
          <Button component="a" href={hrefOf({ screen: 'import' })} variant="default">
            {t('booking.visit.toImport')}
          </Button>
        ) : (
          <p>{t('calendar.empty.noneWait')}</p>
        )}
      </>
    );
  }
  return (
    <>
      <ChoiceRow
        label={t('booking.visit.kind')}
        value={draft.kind}
        choices={(['first', 'continuation'] as const).map((value) => ({ value, label: t(`booking.visit.${value}`) }))}
        onChange={(kind) => dispatch({ type: 'visit-set', kind })}
      />
      <ChoiceRow
        layout="list"
        label={t('booking.visit.unit')}
        value={draft.clinicCode}
        choices={choices.map((choice) => ({
          value: choice.clinicCode,
          label: <UnitName code={choice.clinicCode} />,
          hint: choice.ageLimit ? (
            <AgeHint limit={choice.ageLimit} />
          ) : (
            t('booking.visit.doctors', { count: doctors(choice.clinicCode) })
          ),
          disabled: choice.ageLimit !== null,
        }))}
        error={errorOf(choices, tried ? problem?.code : undefined)}
        onChange={(clinicCode) => dispatch({ type: 'visit-set', clinicCode })}
      />
      <EligibilityNote booking={booking} />
    </>
  );
}

function AgeHint({ limit: { minAge, maxAge } }: { limit: NonNullable<ClinicChoice['ageLimit']> }) {
  const { t } = useTranslation();
  if (minAge !== null && maxAge !== null) return <>{t('booking.visit.ageRange', { min: minAge, max: maxAge })}</>;
  return <>{minAge !== null ? t('booking.visit.tooYoung', { age: minAge }) : t('booking.visit.tooOld', { age: maxAge ?? '' })}</>;
}
