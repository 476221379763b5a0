import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4';
import { derivedTypes } from '../reads/derived-resources.ts';
import { type ReadType, resourceKinds } from '../reads/resource-kinds.ts';
import { searchParameters } from './search-conditions.ts';

const writable: Partial<Record<ReadType, string>> = {
  Patient: 'urn:okienko:patient',
  Schedule: 'urn:okienko:schedule',
  Task: 'urn:okienko:task',
  Basic: 'urn:okienko:setting',
};
const paramTypes: Record<string, 'token' | 'reference' | 'date' | 'string'> = {
  patient: 'reference',
  schedule: 'reference',
  actor: 'reference',
  slot: 'reference',
  date: 'date',
  start: 'date',
  sent: 'date',
  birthdate: 'date',
  name: 'string',
  family: 'string',
};

/** What is really there, `GET /fhir/metadata`. */
export function capabilityStatement(url: string, now: string): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: now,
    kind: 'instance',
    software: { name: 'Okienko central' },
    implementation: { description: 'Reference central e-registration', url: `${url}/fhir` },
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        security: {
          description: `OAuth2 client credentials with private_key_jwt at ${url}/token`,
          service: [
            {
              coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }],
            },
          ],
        },
        resource: [
          ...(Object.keys(resourceKinds) as ReadType[]).map(keptResource),
          ...derivedTypes.map(derivedResource),
          subscription,
          auditEvent,
          eligibility,
          referralState,
        ],
        interaction: [{ code: 'batch' }],
        operation: [
          { name: 'intent', definition: `${url}/fhir/OperationDefinition/intent` },
          { name: 'intent-void', definition: `${url}/fhir/OperationDefinition/intent-void` },
        ],
      },
    ],
  };

  function keptResource(type: ReadType): CapabilityStatementRestResource {
    const key = writable[type];
    return {
      type,
      versioning: 'versioned-update',
      readHistory: false,
      updateCreate: false,
      conditionalUpdate: key !== undefined,
      interaction: [
        { code: 'read' },
        { code: 'search-type' },
        ...(key === undefined ? [] : [{ code: 'update' as const }]),
        ...(type === 'Appointment'
          ? [{ code: 'delete' as const, documentation: 'Ends a hold; visits are cancelled by $book.' }]
          : []),
      ],
      searchParam: searchParameters(type).map((name) => ({ name, type: paramTypes[name] ?? 'token' })),
      ...(type === 'Appointment'
        ? {
            operation: [
              ...['book', 'find', 'hold'].map((name) => ({
                name,
                definition: `http://fhir.ihe.net/ITI/Scheduling/OperationDefinition/appointment-${name}`,
              })),
              ...['set-outcome', 'change-details', 'send-confirmation'].map((name) => ({
                name,
                definition: `${url}/fhir/OperationDefinition/appointment-${name}`,
              })),
            ],
          }
        : {}),
      ...(type === 'Task'
        ? { operation: [{ name: 'submission', definition: `${url}/fhir/OperationDefinition/task-submission` }] }
        : {}),
    };
  }

  function derivedResource(
    type: 'Organization' | 'Practitioner' | 'Device' | 'PractitionerRole',
  ): CapabilityStatementRestResource {
    return { type, interaction: [{ code: 'read' }, { code: 'search-type' }] };
  }
}

/** I7: who changed a thing, or what the calling desk did. */
const auditEvent: CapabilityStatementRestResource = {
  type: 'AuditEvent',
  interaction: [{ code: 'search-type' }],
  searchParam: [
    { name: 'entity', type: 'reference', documentation: '`entity:identifier=<system>|<key>`' },
    { name: 'agent', type: 'reference', documentation: '`agent:identifier=urn:okienko:client|<client>`, the caller itself' },
    { name: 'date', type: 'date', documentation: '`date=ge<instant>`' },
    {
      name: 'action',
      type: 'token',
      documentation: '`R`: who was shown the patient or visit of `entity`, or what the caller was shown',
    },
  ],
};

/** R36: eWUŚ and SIMP. Neither question nor answer is kept. */
const eligibility: CapabilityStatementRestResource = {
  type: 'CoverageEligibilityRequest',
  operation: [{ name: 'submit', definition: 'http://hl7.org/fhir/OperationDefinition/CoverageEligibilityRequest-submit' }],
};

/** R18: the state of a referral; it follows from the visits. */
const referralState: CapabilityStatementRestResource = {
  type: 'ServiceRequest',
  interaction: [{ code: 'read' }, { code: 'search-type' }],
  searchParam: [{ name: 'identifier', type: 'token', documentation: 'The 44-digit key, or the key of a visit of the clinic' }],
};

const backport = 'http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription';
const subscription: CapabilityStatementRestResource = {
  type: 'Subscription',
  interaction: [{ code: 'read' }],
  operation: [
    { name: 'status', definition: `${backport}-status` },
    { name: 'events', definition: `${backport}-events` },
    { name: 'get-ws-binding-token', definition: `${backport}-get-ws-binding-token` },
  ],
};
