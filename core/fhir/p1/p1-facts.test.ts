/** The data file and its page say the same, and what is said in P1's words comes back as it was. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusalsToOutcome } from '../outcome.ts';
import { extension, keySystem, system } from '../systems.ts';
import { p1Facts } from './p1-facts.ts';
import { fromP1, statusOfRefusal, tokenFromP1, tokenToP1, toP1 } from './wire.ts';

const page = readFileSync(new URL('../../../docs/p1.md', import.meta.url), 'utf8');
const facts = Object.entries(p1Facts);
const rows = p1Facts.regCodes.value;

test.each(facts)('docs/p1.md lists %s as what it is', (name, { status }) => {
  const line = page.split('\n').find((each) => each.startsWith(`| \`${name}\` |`));
  expect(line?.split('|')[2]?.trim()).toBe(status);
});

test('the page lists nothing that is not in the file', () => {
  const listed = [...page.matchAll(/^\| `(\w+)` \| (?:confirmed|assumed) \|/gm)].map(([, name]) => name);
  expect(listed).toHaveLength(facts.length);
  expect(new Set(listed)).toEqual(new Set(facts.map(([name]) => name)));
});

test('each REG code means one thing, each system of ours has one of its own', () => {
  expect(new Set(rows.map(({ reg }) => reg)).size).toBe(rows.length);
  const theirs = Object.values(p1Facts.systems.value);
  expect(new Set(theirs).size).toBe(theirs.length);
});

test.each(rows.slice(0, -4))('$reg: $code ($status) goes there and back', ({ reg, code, status }) => {
  const outcome = refusalsToOutcome([{ code, rule: 'R1', path: 'x', facts: { count: 2 } }]);
  const wire = toP1(outcome, status);
  expect(JSON.stringify(wire)).toContain(reg);
  expect(JSON.stringify(wire)).not.toContain(system.refusal);
  expect(statusOfRefusal(wire)).toBe(status);
  const [issue] = (fromP1(wire) as typeof outcome).issue;
  expect(issue?.details?.coding).toEqual([{ system: system.refusal, code }]);
  expect(issue).toMatchObject({ expression: ['x'], extension: outcome.issue[0]?.extension });
});

test.each([
  ['REG.WER.4059', 'invalid'],
  ['REG.16991', 'forbidden'],
  ['REG.16928', 'identity-missing'],
  ['REG.99999', 'invalid'],
])('a code of the sibling services is understood: %s', (reg, code) => {
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'invalid', details: { text: `Błąd ${reg}.` } }],
  };
  const [issue] = (fromP1(outcome) as unknown as { issue: { details: { coding: { code: string }[]; text: string } }[] }).issue;
  expect(issue?.details).toMatchObject({ coding: [{ code }], text: reg });
});

test('identifiers, codes and extensions are renamed wherever they stand, and nothing else', () => {
  const resource = {
    resourceType: 'Appointment',
    identifier: [{ system: keySystem.Appointment, value: 'urn:okienko:visit' }],
    extension: [{ url: extension.contact, extension: [{ url: 'phone', valueString: keySystem.Patient }] }],
    contained: [{ resourceType: 'Patient', identifier: [{ system: system.pesel, value: '1' }] }],
  };
  const wire = JSON.stringify(toP1(resource));
  expect(wire).not.toContain('okienko.example');
  expect(wire.match(/urn:okienko/g)).toHaveLength(2);
  expect(fromP1(toP1(resource))).toEqual(resource);
  expect(tokenFromP1(tokenToP1(`${keySystem.Patient}|a|b`))).toBe(`${keySystem.Patient}|a|b`);
  expect(tokenToP1('ge2026-11-23')).toBe('ge2026-11-23');
});
