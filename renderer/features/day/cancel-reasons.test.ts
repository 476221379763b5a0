import { expect, it } from 'vitest';
import reasons from '../../../resources/cancel-reasons.json' with { type: 'json' };
import { cancelReasons } from './cancel-reasons.ts';

it('R30: offers every reason of the table to whom it belongs, an SMS reply apart', () => {
  const offered = Object.entries(cancelReasons).flatMap(([by, codes]) => codes.map((code) => `${code} ${by}`));
  const known = reasons.filter(({ code }) => code !== 'sms-reply').map(({ code, by }) => `${code} ${by}`);
  expect(offered.toSorted()).toEqual(known.toSorted());
});
