import { execFileSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import names from '../../../resources/demo-clinic/names.json' with { type: 'json' };
import notes from '../../../resources/demo-clinic/notes.json' with { type: 'json' };
import { aContact, aPatient, aVisit } from '../../domain/test-builders.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { diagnosticsEntries, readDiagnostics, withoutUser } from './diagnostics.ts';
import { readHealth } from './read-health.ts';
import { redactedLines } from './redacted-log.ts';

const allNames = [...names.family.flat(), ...names.female, ...names.male, ...names.girls, ...names.boys].filter(
  (name): name is string => typeof name === 'string' && name.length > 2,
);
const pesel = '58042100024';
const phone = '+48730181148';

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
});
afterEach(() => desk.remove());

describe('the file for support', () => {
  it('holds no name, PESEL, phone or note of anybody, even when the log does', async () => {
    const logFile = join(desk.machine.dataDir, 'desk.log');
    desk.machine = { ...desk.machine, logFile };
    for (const [n, familyName] of allNames.entries()) {
      const patient = aPatient({
        id: desk.newId(),
        familyName,
        givenName: allNames.at(-n - 1) ?? '',
        pesel,
        contact: aContact({ phone }),
      });
      const visit = aVisit({
        id: desk.newId(),
        slotId: desk.newId(),
        patientId: patient.id,
        note: notes[n % notes.length] ?? '',
      });
      desk.fed({ entity: 'patient', key: patient.id, row: patient }, { entity: 'visit', key: visit.id, row: visit });
      appendFileSync(logFile, leaks(familyName));
    }
    appendFileSync(logFile, '2026-11-23T08:00:00.000Z [warn] slow-call call=calendar.day ms=412\n');

    const entries = await diagnosticsEntries(desk);
    const text = entries.map((entry) => entry.text).join('');
    const found = [...allNames, ...notes, pesel, phone, '730181148', '730 181 148'].filter((each) => text.includes(each));
    expect(found).toEqual([]);
    const named = new Map(entries.map((entry) => [entry.name, entry.text]));
    expect(JSON.parse(named.get('status.json') ?? '')).toMatchObject({
      counts: { patients: allNames.length, visits: allNames.length },
      lines: expect.arrayContaining([expect.objectContaining({ name: 'backup' })]),
    });
    expect(named.get('desk.log')).toContain('2026-11-23T08:00:00.000Z [warn] slow-call call=calendar.day ms=412');
  });

  it('is one archive that unzip opens, with states, policy, versions, slow calls and the log', async () => {
    desk.machine.slow.note('calendar.day', 412);
    desk.machine.slow.note('calendar.day', 300);
    const { name, base64 } = await readDiagnostics(desk);
    expect(name).toBe('okienko-2026-11-23T0900.zip');
    const file = join(desk.machine.dataDir, name);
    writeFileSync(file, Buffer.from(base64, 'base64'));
    const unzip = (...args: string[]) => execFileSync('unzip', args, { encoding: 'utf8' });
    expect(unzip('-tq', file)).toContain('No errors detected');
    expect(unzip('-Z1', file).trim().split('\n')).toEqual([
      'status.json',
      'policy.json',
      'versions.json',
      'slow-calls.json',
      'desk.log',
    ]);
    expect(JSON.parse(unzip('-p', file, 'slow-calls.json'))).toEqual([{ call: 'calendar.day', count: 2, worstMs: 412 }]);
  });

  it.each([
    ['/home/anna/.config/Okienko/desk', '/home/anna', '~/.config/Okienko/desk'],
    ['C:\\Users\\Anna Nowak\\AppData\\Local\\Okienko', '/root', 'C:\\Users\\…\\AppData\\Local\\Okienko'],
    ['/srv/okienko', '/root', '/srv/okienko'],
  ])('names no account: %s', (path, home, shown) => expect(withoutUser(path, home)).toBe(shown));
});

/** What a careless line of a log might look like. */
const leaks = (name: string) =>
  [
    `2026-11-23T08:00:00.000Z [info] booked who=${name} pesel=${pesel}`,
    `2026-11-23T08:00:00.000Z [error] Error: ${name} not found`,
    `2026-11-23T08:00:00.000Z [info] called phone=${phone} number=730181148`,
    `    at ${name} (file.ts:1)`,
    '',
  ].join('\n');

describe('a line of the log', () => {
  it.each([
    ['desk-opened connected=true', 'desk-opened connected=true'],
    ['host-ended code=9 crashes=1', 'host-ended code=9 crashes=1'],
    ['backup-failed code=ENOSPC', 'backup-failed code=ENOSPC'],
    ['desk-not-opened name=TypeError code=SQLITE_FULL', 'desk-not-opened name=TypeError code=SQLITE_FULL'],
    ['started version=0.1.0', 'started version=0.1.0'],
    ['x who=Kowalska n=58042100024', 'x who=… n=…'],
  ])('%s', (text, shown) => {
    expect(redactedLines([`2026-11-23T08:00:00.000+01:00 [info] ${text}`])).toEqual([
      `2026-11-23T08:00:00.000+01:00 [info] ${shown}`,
    ]);
  });
});

describe('what Stan tells of the policy', () => {
  it('hides credentials, and names what cannot be used', async () => {
    desk.machine = {
      ...desk.machine,
      policy: {
        source: '/etc/okienko/policy.json',
        values: { proxy: 'http://it:secret@proxy:8080', caFile: '/nowhere/ca.pem' },
        problems: [{ name: 'colour', problem: 'unknown' }],
      },
      trouble: () => ({ kind: 'other-central', host: 'other' }),
    };
    const { policy, lines } = await readHealth(desk);
    expect(policy).toEqual({
      source: '/etc/okienko/policy.json',
      values: { proxy: 'http://proxy:8080', caFile: '/nowhere/ca.pem' },
      problems: [
        { name: 'colour', problem: 'unknown' },
        { name: 'caFile', problem: 'unreadable' },
        { name: 'centralUrl', problem: 'not-used' },
      ],
    });
    expect(lines.find(({ name }) => name === 'policy')).toMatchObject({ level: 'warning', facts: { count: 3 } });
  });
});
