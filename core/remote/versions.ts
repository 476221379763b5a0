import type { Bundle, Patient as FhirPatient, Identifier, Parameters, Resource } from 'fhir/r4';
import { entityOf } from '../fhir/change.ts';
import { keyOf } from '../fhir/keys.ts';
import { mergedKeysOf } from '../fhir/patient.ts';
import * as read from '../fhir/read.ts';
import { waitingKeyOf } from '../fhir/waiting-task.ts';

export interface Versions {
  /** `visit:<key>` and so on, as in Intent.keys. */
  versions: Record<string, number>;
  /** Key that the desk gave → key that central keeps (merged patient), both as in Intent.keys. */
  aliases: Record<string, string>;
}

/** Versions of all resources in an answer's body: a resource, a Bundle, or Parameters holding either. */
export function versionsOf(body: unknown): Versions {
  const found: Versions = { versions: {}, aliases: {} };
  for (const resource of resourcesOf(body)) note(resource, found);
  return found;
}

function note(resource: Resource, found: Versions): void {
  const waiting = waitingKeyOf(resource as { identifier?: Identifier[] });
  if (waiting !== null) {
    found.versions[`waiting:${waiting}`] = read.versionOf(resource);
    return;
  }
  const entity = entityOf(resource.resourceType);
  const key = entity === null ? null : keyOf(resource);
  const version = read.versionOf(resource);
  if (entity === null || key === null || version === 0) return;
  found.versions[`${entity}:${key}`] = version;
  if (entity !== 'patient') return;
  for (const merged of mergedKeysOf(resource as unknown as FhirPatient)) {
    found.versions[`patient:${merged}`] = version;
    found.aliases[`patient:${merged}`] = `patient:${key}`;
  }
}

function resourcesOf(body: unknown): Resource[] {
  if (!read.isObject(body)) return [];
  if (body.resourceType === 'Bundle') {
    return read.items((body as unknown as Bundle).entry).flatMap((entry) => resourcesOf(entry.resource));
  }
  if (body.resourceType === 'Parameters') {
    return read.items((body as unknown as Parameters).parameter).flatMap((part) => resourcesOf(part.resource));
  }
  return typeof body.resourceType === 'string' ? [body as unknown as Resource] : [];
}
