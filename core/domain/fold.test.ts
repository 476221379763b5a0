import { expect, test } from 'vitest';
import { foldForSearch } from './fold.ts';

test.each([
  ['Łódź', 'lodz'],
  ['ŻÓŁĆ', 'zolc'],
  ['zażółć gęślą jaźń', 'zazolc gesla jazn'],
  ['  Ścibor-Rylski   Anna ', 'scibor-rylski anna'],
  ['Müller', 'muller'],
  ['Z\u0307aneta', 'zaneta'], // decomposed, as macOS writes it
  ['', ''],
])('%j folds to %j', (text, folded) => expect(foldForSearch(text)).toBe(folded));
