import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgePolicy, policyNames } from './machine-policy.ts';
import { policySources } from './read-machine-policy.ts';

/** What IT is given must be what the program reads. */
describe('templates of the policy', () => {
  const names = new Set<string>(policyNames);

  it('for Windows: the ADMX sets every value, and only those, under the key that is read', () => {
    const admx = template('win/okienko.admx');
    const found = [...admx.matchAll(/valueName="(\w+)"/g)].map(([, name = '']) => lowerFirst(name));
    expect(new Set(found)).toEqual(names);
    const keys = new Set([...admx.matchAll(/ key="([^"]+)"/g)].map(([, key]) => `HKLM\\${key}`));
    expect([...keys]).toEqual([policySources.win32]);
  });

  it.each(['pl-PL', 'en-US'])('for Windows: %s has every text that the ADMX names', (language) => {
    const admx = template('win/okienko.admx');
    const adml = template(`win/${language}/okienko.adml`);
    for (const [, table, id] of admx.matchAll(/\$\((string|presentation)\.(\w+)\)/g)) {
      expect(adml).toContain(`<${table} id="${id}">`);
    }
  });

  it('for macOS: the profile sets every value for the program’s own domain', () => {
    const profile = template('mac/okienko.mobileconfig');
    for (const name of names) expect(profile).toContain(`<key>${name}</key>`);
    expect(policySources.darwin).toContain(/<string>(pl\.okienko\.desk)<\/string>/.exec(profile)?.[1]);
  });

  it('for Linux: the example is read without a complaint', () => {
    const example: Record<string, unknown> = JSON.parse(template('linux/policy.example.json'));
    expect(new Set(Object.keys(example))).toEqual(names);
    expect(judgePolicy('example', example)).toEqual({ values: example, source: 'example', problems: [] });
  });
});

const template = (path: string) => readFileSync(join(import.meta.dirname, '../../../resources/policy', path), 'utf8');
const lowerFirst = (name: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
