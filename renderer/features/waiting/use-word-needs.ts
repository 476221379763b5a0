import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useOverview } from '../../app/overview.ts';

/** What `criteriaWords` needs of the clinic and of the language. */
export function useWordNeeds() {
  const { t } = useTranslation();
  const format = useFormat();
  const overview = useOverview();
  const actorName = (actorId: string) =>
    overview?.schedules.find((schedule) => schedule.actorId === actorId)?.actorShort ?? t('waiting.criteria.otherActor');
  return { t, format, ownClinicId: overview?.clinicId ?? null, actorName };
}
