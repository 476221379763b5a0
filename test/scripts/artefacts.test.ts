import { describe, expect, it } from 'vitest';
import { leaksIn, textArtefact } from '../e2e/support/artefacts.ts';

const people = [{ familyName: 'Próbna', givenName: 'Ewa', pesel: '85020212345', phone: '+48730181148' }];
const found = (text: string, name = 'desk.log') => leaksIn([textArtefact('log', name, text)], people);

describe('what an artefact tells about a person', () => {
  it.each([
    ['a family name', 'patient Próbna opened', ['a name']],
    ['a family name in capitals', 'PRÓBNA', ['a name']],
    ['a PESEL', 'id=85020212345', ['a PESEL']],
    ['a telephone as people write it', 'call 730 181 148', ['a telephone']],
    ['a telephone as it is stored', 'call +48730181148.', ['a telephone']],
  ])('%s', (_what, text, kinds) => expect(found(text)).toEqual(kinds.map((kind) => `${kind} in log desk.log`)));

  it('a name in the name of a file, and UTF-16', () => {
    expect(found('', 'Próbna.pdf')).toEqual(['a name in log Próbna.pdf']);
    const wide = { kind: 'profile', name: 'x', bytes: Buffer.from('85020212345', 'utf16le') };
    expect(leaksIn([wide], people)).toEqual(['a PESEL in profile x']);
  });

  it('digits that are parts of longer ones, and other people’s, are nobody’s', () => {
    expect(found('n=850202123451 t=1730181148000 85020212346 Próchno')).toEqual([]);
  });
});
