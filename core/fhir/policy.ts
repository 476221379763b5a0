import type { Basic } from 'fhir/r4';
import type { Policy } from '../domain/policy.ts';
import { fromJson, policyShape } from './json-shapes.ts';
import { extensionOf } from './read.ts';
import { extension, system } from './systems.ts';

/** Served at `Basic/policy`. */
export const policyId = 'policy';

export function policyToFhir(policy: Policy): Basic {
  return {
    resourceType: 'Basic',
    id: policyId,
    extension: [{ url: extension.policy, valueString: JSON.stringify(policy) }],
    code: { coding: [{ system: system.basicKind, code: 'policy' }] },
  };
}

export function policyFromFhir(resource: Basic): Policy | null {
  return fromJson(policyShape, extensionOf(resource, extension.policy)?.valueString);
}
