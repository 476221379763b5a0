/** Parameters of `$send-confirmation`: which visit is to be confirmed to its patient by e-mail. */
import type { Parameters } from 'fhir/r4';
import { keyIdentifier } from './keys.ts';
import { partOf } from './parameters.ts';
import * as read from './read.ts';
import { keySystem } from './systems.ts';

export function confirmationParameters(visitId: string): Parameters {
  return {
    resourceType: 'Parameters',
    parameter: [{ name: 'visit', valueIdentifier: keyIdentifier('Appointment', visitId) }],
  };
}

/** Key of the visit; null when it names none. */
export function parseConfirmation(body: unknown): string | null {
  return read.identifierValue([partOf(body, 'visit')?.valueIdentifier ?? {}], keySystem.Appointment);
}
