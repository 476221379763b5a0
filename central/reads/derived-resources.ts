/** Resources that are not kept but follow from others: clinics, and who or what stands behind the schedules. */
import type { FhirResource } from 'fhir/r4';
import type { JoinedClinic } from '../../core/domain/joined-clinic.ts';
import type { Actor, Schedule } from '../../core/domain/schedule.ts';
import { localDateOf } from '../../core/domain/time.ts';
import { clinicToOrganization } from '../../core/fhir/organization.ts';
import { actorToFhir, scheduleToPractitionerRole } from '../../core/fhir/schedule.ts';
import type { Queryable } from '../db/database.ts';

export const derivedTypes = ['Organization', 'Practitioner', 'Device', 'PractitionerRole'] as const;

/** All of a type that the clinic may see; null when the type is not served. */
export async function searchDerived(
  database: Queryable,
  type: string,
  clinicId: string,
  now: string,
): Promise<FhirResource[] | null> {
  switch (type) {
    case 'Organization': {
      // R4: the list of participating clinics is public.
      const clinics = await database.query<JoinedClinic>(
        `select k.id, k.name, k.place->>'town' as town, coalesce((select jsonb_agg(distinct s.clinic_code order by s.clinic_code)
           from schedule s where s.clinic_id = k.id and exists (select 1 from slot t
             where t.schedule_key = s.key and t.starts_at > $1::timestamptz and not t.withdrawn)), '[]') as "clinicCodes"
         from clinic k order by k.id`,
        [now],
      );
      return clinics.map(clinicToOrganization);
    }
    case 'Practitioner':
    case 'Device': {
      const kind: Actor['kind'] = type === 'Device' ? 'device' : 'practitioner';
      const rows = await database.query<{ actor_id: string; actor: Actor }>(
        `select distinct on (actor_id) actor_id, row->'actor' as actor from schedule
         where clinic_id = $1::uuid and row->'actor'->>'kind' = $2 order by actor_id, updated_at desc`,
        [clinicId, kind],
      );
      return rows.map(({ actor_id, actor }) => actorToFhir(actor, actor_id));
    }
    case 'PractitionerRole': {
      const rows = await database.query<{ id: string; actor_id: string; row: Schedule }>(
        'select id, actor_id, row from schedule where clinic_id = $1::uuid order by id',
        [clinicId],
      );
      return rows.map(({ id, actor_id, row }) => scheduleToPractitionerRole(row, localDateOf(now), { id, actorId: actor_id }));
    }
    default:
      return null;
  }
}

export async function readDerived(
  database: Queryable,
  type: string,
  clinicId: string,
  id: string,
  now: string,
): Promise<FhirResource | null> {
  const all = await searchDerived(database, type, clinicId, now);
  return all?.find((resource) => resource.id === id) ?? null;
}
