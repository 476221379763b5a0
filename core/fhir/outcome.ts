import type { Appointment, OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';
import { z } from 'zod';
import { type Refusal, type RefusalCode, refusalCodes } from '../domain/refusal.ts';
import { fromJson } from './json-shapes.ts';
import * as read from './read.ts';
import { extension, system } from './systems.ts';

type IssueCode = OperationOutcomeIssue['code'];

const statusByCode: Partial<Record<RefusalCode, number>> = {
  invalid: 400,
  'not-found': 404,
  'slot-gone': 404,
  'slot-taken': 409,
  'slot-held': 409,
  'referral-used': 409,
  'referral-cancelled': 409,
  'visit-not-active': 409,
  'visit-started': 409,
  'intent-voided': 409,
  'entry-not-open': 409,
  'stale-version': 412,
};

/** HTTP status of a refusal; what is not in the table is 422. `invalid` is 400 (not even FHIR) unless the caller knows better. */
export const httpStatusOf = (code: RefusalCode): number => statusByCode[code] ?? 422;

/** Several refusals go under the status of the first. */
export const httpStatusOfAll = (refusals: readonly Refusal[]): number => httpStatusOf(refusals[0]?.code ?? 'invalid');

const issueByCode: Partial<Record<RefusalCode, IssueCode>> = {
  invalid: 'invalid',
  'not-found': 'not-found',
  'slot-gone': 'not-found',
  'slot-taken': 'conflict',
  'slot-held': 'lock-error',
  'stale-version': 'conflict',
  'intent-voided': 'conflict',
  forbidden: 'forbidden',
  'referral-missing': 'required',
  'contact-missing': 'required',
  'guardian-missing': 'required',
  'identity-missing': 'required',
  'reason-missing': 'required',
  'referral-invalid': 'value',
  'contact-invalid': 'value',
  'pesel-invalid': 'value',
};

/** `current`: the visit as central holds it, for a refused change that the asking clinic may see. */
export function refusalsToOutcome(refusals: readonly Refusal[], current?: Appointment | null): OperationOutcome {
  const named = refusals.length > 0 ? refusals : [{ code: 'invalid' } as const];
  return {
    resourceType: 'OperationOutcome',
    ...(current ? containedCurrent(current) : {}),
    issue: named.map(issueOf) as OperationOutcome['issue'],
  };
}

/** Refusals of the issues that carry one of our codes; empty for any other outcome (or anything that is none). */
export function outcomeToRefusals(outcome: unknown): Refusal[] {
  if (!isOutcome(outcome)) return [];
  return read.items(outcome.issue).flatMap((issue) => refusalOf(issue) ?? []);
}

/** The current Appointment that came with a refusal. */
export function currentOfOutcome(outcome: unknown): Appointment | null {
  if (!isOutcome(outcome)) return null;
  const first = read.items(outcome.contained).find((resource) => resource.resourceType === 'Appointment');
  if (first === undefined) return null;
  const appointment = first as Appointment;
  const version = read.wholeNumber(read.extensionOf(appointment, extension.version)?.valueInteger);
  return version === null ? appointment : { ...appointment, meta: { versionId: String(version) } };
}

/** FHIR allows no `meta.versionId` in a contained resource (dom-4) and wants it referred to (dom-3): hence two extensions. */
function containedCurrent(current: Appointment): Pick<OperationOutcome, 'contained' | 'extension'> {
  const { meta: _meta, ...rest } = current;
  const id = current.id ?? 'current';
  const version = { url: extension.version, valueInteger: read.versionOf(current) };
  const contained: Appointment = { ...rest, id, extension: [...(current.extension ?? []), version] };
  return {
    extension: [{ url: extension.current, valueReference: { reference: `#${id}` } }],
    contained: [contained],
  };
}

export function isOutcome(value: unknown): value is OperationOutcome {
  return read.isObject(value) && value.resourceType === 'OperationOutcome' && Array.isArray(value.issue);
}

const factsShape = z.object({
  rule: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

function issueOf(refusal: Refusal): OperationOutcomeIssue {
  const { rule, facts } = refusal;
  return {
    ...(rule === undefined && facts === undefined
      ? {}
      : { extension: [{ url: extension.refusalFacts, valueString: JSON.stringify({ rule, facts }) }] }),
    severity: 'error',
    code: issueByCode[refusal.code] ?? 'business-rule',
    details: { coding: [{ system: system.refusal, code: refusal.code }] },
    ...(refusal.path ? { expression: [refusal.path] } : {}),
  };
}

function refusalOf(issue: OperationOutcomeIssue): Refusal | null {
  const code = read.oneOf(refusalCodes, read.codeOf(issue.details, system.refusal));
  if (code === null) return null;
  const extra = fromJson(factsShape, read.extensionOf(issue, extension.refusalFacts)?.valueString);
  const path = Array.isArray(issue.expression) ? read.text(issue.expression[0]) : null;
  return {
    code,
    ...(extra?.rule === undefined ? {} : { rule: extra.rule }),
    ...(path === null ? {} : { path }),
    ...(extra?.facts === undefined ? {} : { facts: extra.facts }),
  };
}
