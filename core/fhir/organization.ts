import type { Organization } from 'fhir/r4';
import type { JoinedClinic } from '../domain/joined-clinic.ts';
import { keyIdentifier, keyOf } from './keys.ts';
import * as read from './read.ts';
import { extension, system } from './systems.ts';

/** R4: a participating clinic, with the clinic codes of what it has published. */
export function clinicToOrganization({ id, name, town, clinicCodes }: JoinedClinic): Organization {
  return {
    resourceType: 'Organization',
    id,
    ...(clinicCodes.length > 0 && {
      extension: clinicCodes.map((code) => ({ url: extension.offers, valueCoding: { system: system.clinicCode, code } })),
    }),
    identifier: [keyIdentifier('Organization', id)],
    active: true,
    name,
    ...(town !== null && { address: [{ city: town }] }),
  };
}

/** Of a searchset; what has no name is left out. null = not a Bundle. */
export function clinicsOfBundle(body: unknown): JoinedClinic[] | null {
  if (!read.isObject(body) || body.resourceType !== 'Bundle') return null;
  const entries: unknown[] = Array.isArray(body.entry) ? body.entry : [];
  return entries.flatMap((entry) => {
    const resource = read.isObject(entry) && read.isObject(entry.resource) ? entry.resource : null;
    return resource?.resourceType === 'Organization' ? clinicOf(resource as unknown as Organization) : [];
  });
}

function clinicOf(organization: Organization): JoinedClinic[] {
  const id = keyOf(organization);
  const name = read.text(organization.name);
  if (id === null || name === null) return [];
  const codes = (organization.extension ?? []).flatMap(({ url, valueCoding }) =>
    url === extension.offers && valueCoding?.code ? [valueCoding.code] : [],
  );
  return [{ id, name, town: read.text(organization.address?.[0]?.city), clinicCodes: codes }];
}
