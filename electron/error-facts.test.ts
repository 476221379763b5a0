import { expect, it } from 'vitest';
import { errorFacts } from './error-facts.ts';

it('an error goes to the log without its message, which may quote a person', () => {
  const error = Object.assign(new TypeError('Kowalska 44051401458 +48600100200'), { code: 'SQLITE_FULL' });
  const facts = errorFacts(error);
  expect(facts).toMatchObject({ name: 'TypeError', code: 'SQLITE_FULL' });
  expect(facts.at).toContain('error-facts.test.ts');
  expect(JSON.stringify(facts)).not.toMatch(/Kowalska|44051401458|600100200/);
});

it('an error of several lines leaves none of them', () => {
  expect(JSON.stringify(errorFacts(new Error('one\n  two Kowalska\n at three')))).not.toMatch(/two|three/);
});

it('something thrown that is no error is only named by its kind', () => {
  expect(errorFacts('Kowalska')).toEqual({ thrown: 'string' });
});
