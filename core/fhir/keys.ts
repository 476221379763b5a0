/**
 * Keys and references. A key is the desk's UUID that travels as business identifier; central's own id serves where no desk
 * minted one. References hold both when both are known, so that a desk never needs to know central's ids.
 */
import type { Identifier, Reference } from 'fhir/r4';
import { identifierValue, isObject, text } from './read.ts';
import { type KeyedType, keySystem } from './systems.ts';

export const isKeyedType = (type: unknown): type is KeyedType => typeof type === 'string' && Object.hasOwn(keySystem, type);

/** Value of the first identifier with the type's key system, otherwise the id. A merged patient has several; the first stays. */
export function keyOf(resource: { resourceType: string; id?: string | undefined; identifier?: unknown }): string | null {
  if (!isKeyedType(resource.resourceType)) return text(resource.id);
  // Basic and Appointment have an array, a few types (none of ours) a single identifier.
  const identifiers = resource.identifier as Identifier[] | undefined;
  return identifierValue(identifiers, keySystem[resource.resourceType]) ?? text(resource.id);
}

export function keyIdentifier(type: KeyedType, key: string): Identifier {
  return { system: keySystem[type], value: key };
}

/** `id` is central's; leave it out at a desk that does not know it. */
export function referenceTo(type: KeyedType, key: string, id?: string | null, display?: string): Reference {
  return {
    ...(id ? { reference: `${type}/${id}` } : {}),
    type,
    identifier: keyIdentifier(type, key),
    ...(display ? { display } : {}),
  };
}

/** `Slot/<id>`: a slot's id is its key on both sides. */
export const slotReference = (slotId: string): Reference => ({ reference: `Slot/${slotId}` });

/** Key of the referenced thing: its business identifier, otherwise the id in `Type/<id>` (or `#<id>` of a contained one). */
export function keyOfReference(reference: Reference | undefined, type: KeyedType): string | null {
  if (!isObject(reference)) return null;
  const { identifier } = reference as Reference;
  const own = isObject(identifier) ? identifierValue([identifier as Identifier], keySystem[type]) : null;
  return own ?? idOfReference(reference as Reference, type);
}

/** Id in `Type/<id>`, `https://…/Type/<id>/_history/2` or `#<id>`; null when it points to another type. */
export function idOfReference(reference: Reference | undefined, type: string): string | null {
  const target = text(reference?.reference);
  if (target === null) return null;
  if (target.startsWith('#')) return text(target.slice(1));
  const parts = target.replace(/\/_history\/[^/]*$/, '').split('/');
  return parts.at(-2) === type ? text(parts.at(-1)) : null;
}

/** Type that a reference points to, from its url or its `type`. */
export function typeOfReference(reference: Reference | undefined): string | null {
  if (!isObject(reference)) return null;
  const parts = (text((reference as Reference).reference) ?? '').replace(/\/_history\/[^/]*$/, '').split('/');
  return (parts.length > 1 ? text(parts.at(-2)) : null) ?? text((reference as Reference).type);
}
