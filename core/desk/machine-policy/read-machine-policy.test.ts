import { describe, expect, it } from 'vitest';
import { type PolicyIo, policySources, readMachinePolicy } from './read-machine-policy.ts';

describe("the machine's policy", () => {
  it('is none where no source is', async () => {
    const nothing: PolicyIo = { read: async () => null, run: async () => null };
    for (const platform of ['win32', 'darwin', 'linux', 'freebsd']) {
      expect(await readMachinePolicy(platform, nothing)).toEqual({ values: {}, source: null, problems: [] });
    }
  });

  it('is a JSON file on Linux, with a byte order mark or without', async () => {
    const io = file('\uFEFF{"centralUrl":"https://cer.example/fhir","lockMinutes":10,"printing":false}');
    expect(await readMachinePolicy('linux', io)).toEqual({
      values: { centralUrl: 'https://cer.example/fhir', lockMinutes: 10, printing: false },
      source: policySources.linux,
      problems: [],
    });
  });

  it('is a registry key on Windows: numbers are hexadecimal, names have any case, yes and no are 1 and 0', async () => {
    const answer = [
      '',
      'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Okienko',
      '    CentralUrl    REG_SZ    https://cer.example/fhir',
      '    LockMinutes    REG_DWORD    0xf',
      '    Training    REG_DWORD    0x0',
      '    CaFile    REG_EXPAND_SZ    C:\\Program Files\\ca bundle.pem',
      '',
    ].join('\r\n');
    const io: PolicyIo = { read: async () => null, run: async (program) => (program === 'reg.exe' ? answer : null) };
    expect(await readMachinePolicy('win32', io)).toEqual({
      values: {
        centralUrl: 'https://cer.example/fhir',
        lockMinutes: 15,
        training: false,
        caFile: 'C:\\Program Files\\ca bundle.pem',
      },
      source: policySources.win32,
      problems: [],
    });
  });

  it('is a managed property list on macOS, read by plutil', async () => {
    const io: PolicyIo = { read: async () => 'bplist00', run: async () => '{"updateChannel":"beta","proxy":"system"}' };
    expect((await readMachinePolicy('darwin', io)).values).toEqual({ updateChannel: 'beta', proxy: 'system' });
  });

  it('reports unknown names and wrong values, and keeps the rest', async () => {
    const io = file('{"lockMinutes":0,"colour":"green","proxy":"ftp://x","training":"1","caFile":"relative.pem"}');
    const policy = await readMachinePolicy('linux', io);
    expect(policy.values).toEqual({ training: true });
    expect(policy.problems).toEqual([
      { name: 'lockMinutes', problem: 'wrong-value' },
      { name: 'colour', problem: 'unknown' },
      { name: 'proxy', problem: 'wrong-value' },
      { name: 'caFile', problem: 'wrong-value' },
    ]);
  });

  it.each([
    ['is cut off', '{"lockMinutes":'],
    ['is no object', '[1]'],
  ])('is reported as unreadable, never fatal, when the file %s', async (_what, text) => {
    const policy = await readMachinePolicy('linux', file(text));
    expect(policy).toEqual({
      values: {},
      source: policySources.linux,
      problems: [{ name: policySources.linux, problem: 'unreadable' }],
    });
  });

  it.each([
    [1, true],
    [60, true],
    [0, false],
    [61, false],
    [2.5, false],
  ])('takes %d idle minutes: %s', async (minutes, taken) => {
    const policy = await readMachinePolicy('linux', file(JSON.stringify({ lockMinutes: minutes })));
    expect(policy.values.lockMinutes === minutes).toBe(taken);
  });

  it.each([
    ['metricsPort', 1024, true],
    ['metricsPort', '65535', true],
    ['metricsPort', 1023, false],
    ['metricsPort', 65_536, false],
    ['updateUrl', 'https://updates.szpital.example/okienko/', true],
    ['updateUrl', 'http://updates.szpital.example/', false],
    ['updateChannel', 'nightly', false],
  ])('%s = %s is taken: %s', async (name, value, taken) => {
    const policy = await readMachinePolicy('linux', file(JSON.stringify({ [name]: value })));
    expect(name in policy.values).toBe(taken);
    expect(policy.problems).toEqual(taken ? [] : [{ name, problem: 'wrong-value' }]);
  });
});

const file = (text: string): PolicyIo => ({ read: async () => text, run: async () => null });
