import { type Setting, settingToFhir } from '../../core/fhir/setting.ts';
import type { Queryable } from '../db/database.ts';
import { refusalAnswer } from './answer.ts';
import type { Applied } from './apply-plans.ts';
import type { ChangePlan } from './change-plan.ts';
import { digestOf } from './digest.ts';
import { decideAndApply, planFor, type WriteContext } from './write-context.ts';

/** Saves a setting that holds for the whole clinic. */
export function saveSetting(database: Queryable, setting: Setting, context: WriteContext): Promise<Applied> {
  return decideAndApply(database, async () => {
    const [known] = await database.query<Known>('select id, version, row from setting where clinic_id = $1::uuid and key = $2', [
      context.clinicId,
      setting.name,
    ]);
    return planSave(setting, known ?? null, context);
  });
}

interface Known {
  id: string;
  version: number;
  row: unknown;
}

function planSave({ name, value }: Setting, known: Known | null, context: WriteContext): ChangePlan {
  const plan = planFor(context, digestOf({ act: 'setting', name, value }));
  if (known !== null && context.ifMatch !== known.version) {
    const refusals = [{ code: 'stale-version' as const, path: 'version', facts: { current: known.version } }];
    return { ...plan, answer: { ...refusalAnswer(refusals), state: 'refused' } };
  }
  const id = known?.id ?? context.newId();
  const version = (known?.version ?? 0) + 1;
  const body = JSON.stringify(settingToFhir({ name, value, version }, id));
  return {
    ...plan,
    answer: { state: 'applied', status: known === null ? 201 : 200, body },
    // Wrapped, because a JSON null would otherwise be an SQL NULL.
    settings: [{ columns: { id, clinic_id: context.clinicId, key: name, version, row: { value } } }],
    audit: [{ type: 'Basic', key: name, before: known?.row ?? null, after: { value } }],
    events: [{ clinicId: context.clinicId, focus: [['Basic', id, name, 0]] }],
  };
}
