import type { CodeableConcept } from 'fhir/r4';
import type { Payer, Service, VisitKind, VisitMode } from '../domain/schedule.ts';
import { codeOf, oneOf } from './read.ts';
import { system } from './systems.ts';

export const services: readonly Service[] = ['cardiology', 'mammography', 'cytology'];
export const visitKinds: readonly VisitKind[] = ['first', 'continuation'];
export const visitModes: readonly VisitMode[] = ['in-person', 'remote'];
export const payers: readonly Payer[] = ['nfz', 'private'];

export const serviceConcept = (service: Service): CodeableConcept => ({ coding: [{ system: system.service, code: service }] });
export const clinicCodeConcept = (code: string): CodeableConcept => ({ coding: [{ system: system.clinicCode, code }] });
export const visitKindConcept = (kind: VisitKind): CodeableConcept => ({ coding: [{ system: system.visitKind, code: kind }] });

export const visitKindOf = (concept: CodeableConcept | undefined): VisitKind | null =>
  oneOf(visitKinds, codeOf(concept, system.visitKind));

/** A client that states no service means the one of the clinic code: `MMG` and `CYT` are the programmes (R2). */
export function serviceOf(concept: CodeableConcept | undefined, clinicCode: string): Service {
  const stated = oneOf(services, codeOf(concept, system.service));
  if (stated !== null) return stated;
  if (clinicCode === 'MMG') return 'mammography';
  return clinicCode === 'CYT' ? 'cytology' : 'cardiology';
}
