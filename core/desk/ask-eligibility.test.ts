import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Answer, CentralGateway, EligibilityQuestion } from '../sync/ports.ts';
import { askEligibility } from './ask-eligibility.ts';
import { type TestDesk, testDesk } from './test-desk.ts';

type Answered = Awaited<ReturnType<CentralGateway['eligibility']>>;

let desk: TestDesk;
let asked: EligibilityQuestion[];
let central: Answered;
beforeEach(() => {
  desk = testDesk();
  asked = [];
  central = { kind: 'ok', value: { refusals: [], insured: true } };
  if (!desk.central) throw new Error('a desk without central');
  desk.central.gateway.eligibility = async (question) => {
    asked.push(question);
    return central;
  };
});
afterEach(() => desk.remove());

const ask = () => askEligibility(desk, { patientId: 'p', clinicCode: '3501', repeat: true });
const failed = (answer: Extract<Answer<never>, { kind: 'offline' | 'failed' }>): Answered => answer;

it('R36: asks central for this patient, exam and kind, and tells each reason', async () => {
  const refusals = [{ code: 'not-eligible', rule: 'R36', facts: { why: 'interval', from: '2027-10-02' } }] as const;
  central = { kind: 'ok', value: { refusals: [...refusals], insured: true } };
  expect(await ask()).toEqual({ state: 'answered', refusals, insured: true });
  expect(asked).toEqual([{ patientKey: 'p', clinicCode: '3501', repeat: true }]);
});

it('a patient whom central does not know yet is unknown, not refused', async () => {
  central = { kind: 'ok', value: null };
  expect(await ask()).toEqual({ state: 'unknown' });
});

it('without a line nothing is asked and nothing is claimed', async () => {
  desk.setConnection('offline');
  expect(await ask()).toEqual({ state: 'offline' });
  expect(asked).toEqual([]);
});

it('an answer that fails is no answer', async () => {
  central = failed({ kind: 'failed', status: 500 });
  expect(await ask()).toEqual({ state: 'offline' });
});
