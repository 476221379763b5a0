import { describe, expect, it } from 'vitest';
import { judgeFindings } from '../../scripts/electronegativity/judge.mjs';
import reviewed from '../../scripts/electronegativity/reviewed.json' with { type: 'json' };

const planted = { rule: 'NODE_INTEGRATION_JS_CHECK', file: 'planted.js', line: 1 };
const known = { rule: 'OPEN_EXTERNAL_JS_CHECK', file: 'main.js', line: 7 };
const list = [{ rule: known.rule, file: known.file, reason: 'one place, by a list' }];
const judged = (found: (typeof known)[], by = list) => judgeFindings(found, by, 'planted.js');

describe('what electronegativity finds', () => {
  it('is in order when all of it was reviewed', () => expect(judged([planted, known])).toEqual([]));

  it.each([
    [
      'a new finding',
      [planted, known, { rule: 'SANDBOX_JS_CHECK', file: 'main.js', line: 3 }],
      /^not reviewed: SANDBOX_JS_CHECK/,
    ],
    ['a known rule in another file', [planted, known, { ...known, file: 'preload.js' }], /^not reviewed: OPEN_EXTERNAL/],
    ['a known finding a second time', [planted, known, { ...known, line: 9 }], /^found 2 times/],
    ['a reviewed finding that is gone', [planted], /^reviewed, but not found/],
    ['a scanner that sees nothing', [known], /^the planted fault was not found/],
  ])('fails on %s', (_what, found, complaint) => expect(judged(found)).toEqual([expect.stringMatching(complaint)]));

  it('needs a reason for each that was reviewed', () => {
    expect(judged([planted, known], [{ ...known, reason: ' ' }])).toEqual([`no reason: ${known.rule}`]);
    for (const { reason } of reviewed) expect(reason.length).toBeGreaterThan(40);
  });
});
