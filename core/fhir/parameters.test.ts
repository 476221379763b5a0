import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as any from '../../test/conformance/arbitraries.ts';
import { problemsOf } from '../../test/conformance/official-definitions.ts';
import {
  bookParameters,
  findParameters,
  holdParameters,
  parseBookParameters,
  parseFindParameters,
  parseHoldParameters,
} from './parameters.ts';
import { patientToFhir } from './patient.ts';
import { visitToAppointment } from './visit-appointment.ts';

const wire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('$book', () => {
  test('appointment and patient arrive as sent; R30: so does whose will a cancellation is', () =>
    fc.assert(
      fc.property(any.visit, fc.option(any.patient), fc.constantFrom('patient', 'clinic'), (visit, patient, by) => {
        const request = {
          appointment: visitToAppointment(visit),
          patient: patient && patientToFhir(patient),
          cancelledBy: visit.status === 'cancelled' ? by : null,
        };
        const body = wire(bookParameters(request));
        expect(problemsOf(body)).toEqual([]);
        expect(parseBookParameters(body)).toEqual(wire(request));
      }),
      { numRuns: 50 },
    ));

  test('a client that says nothing about it cancels for the patient', () => {
    const appointment = { resourceType: 'Appointment', status: 'cancelled', participant: [] };
    const body = { resourceType: 'Parameters', parameter: [{ name: 'appt-resource', resource: appointment }] };
    expect(parseBookParameters(body)?.cancelledBy).toBe('patient');
  });
});

describe('$find', () => {
  test('criteria arrive as sent', () => {
    const request = { clinicCodes: ['1100', '1102'], clinicId: 'k-1', actorKey: 'a-1', count: 20 };
    for (const [start, end] of [
      ['2026-03-01', '2026-04-10'],
      ['2026-03-01T07:00:00Z', '2026-04-10T22:00:00Z'],
    ] as const) {
      const body = wire(findParameters({ ...request, start, end }));
      expect(problemsOf(body)).toEqual([]);
      expect(parseFindParameters(body)).toEqual({ ...request, start, end });
    }
  });

  test('a plain client may give codes as strings, times as dateTime with an offset, and leave the rest out', () => {
    const parameter = [
      { name: 'start', valueDateTime: '2026-03-01T08:00:00+01:00' },
      { name: 'end', valueString: '2026-03-31' },
      { name: 'service-type', valueString: '1100' },
      { name: 'service-type', valueCoding: { code: '1102' } },
      { name: 'practitioner', valueReference: { reference: 'Practitioner/p-1' } },
    ];
    expect(parseFindParameters({ resourceType: 'Parameters', parameter })).toEqual({
      start: '2026-03-01T07:00:00Z',
      end: '2026-03-31',
      clinicCodes: ['1100', '1102'],
      clinicId: null,
      actorKey: 'p-1',
      count: null,
    });
  });

  test.each([
    ['no end', [{ name: 'start', valueDate: '2026-03-01' }]],
    [
      'a day that does not exist',
      [
        { name: 'start', valueDate: '2026-02-30' },
        { name: 'end', valueDate: '2026-03-01' },
      ],
    ],
  ])('nothing can be searched with %s', (_name, parameter) => {
    expect(parseFindParameters({ resourceType: 'Parameters', parameter })).toBeNull();
  });
});

test('$hold names one slot, by reference or by id', () => {
  expect(parseHoldParameters(wire(holdParameters('s-1')))).toEqual({ slotId: 's-1' });
  expect(parseHoldParameters({ resourceType: 'Parameters', parameter: [{ name: 'slot', valueId: 's-2' }] })).toEqual({
    slotId: 's-2',
  });
});

test('garbage is turned down, never thrown at', () =>
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        any.damaged(
          fc.constant(
            findParameters({
              start: '2026-03-01',
              end: '2026-04-01',
              clinicCodes: ['1100'],
              clinicId: 'k',
              actorKey: 'a',
              count: 1,
            }),
          ),
        ),
      ),
      (body) => {
        for (const parse of [parseBookParameters, parseFindParameters, parseHoldParameters])
          expect(() => parse(body)).not.toThrow();
      },
    ),
    { numRuns: 500 },
  ));
