import { expect, it } from 'vitest';
import { isKey, sectionsOf, slugOf } from './guide-text.ts';

const guide = `# Title

For readers of the file only.

## Umów wizytę

![A picture](pictures/x.png)

1. **Alt 2** albo dwuklik
   w drugim wierszu.
2. *Nowa osoba*, potem **uważaj**.
   - w środku \`24.11\`
   - i [dalej](pl.md#brak-sieci)

### Co widać

| widać | znaczy |
|---|---|
| *Bez połączenia* | pracuj dalej |

![](marks/first.svg) obok [instrukcji](../deployment.md#x).
`;

it('reads what stands under each heading, in order', () => {
  const [section, ...others] = sectionsOf(guide);
  expect(others).toEqual([]);
  expect(section?.slug).toBe('umów-wizytę');
  expect(section?.blocks).toEqual([
    {
      is: 'list',
      ordered: true,
      items: [
        {
          text: [
            { is: 'key', text: 'Alt 2' },
            { is: 'text', text: ' albo dwuklik w drugim wierszu.' },
          ],
          inner: [],
        },
        {
          text: [
            { is: 'name', text: 'Nowa osoba' },
            { is: 'text', text: ', potem ' },
            { is: 'strong', text: 'uważaj' },
            { is: 'text', text: '.' },
          ],
          inner: [
            [
              { is: 'text', text: 'w środku ' },
              { is: 'code', text: '24.11' },
            ],
            [
              { is: 'text', text: 'i ' },
              { is: 'link', text: 'dalej', to: 'pl.md#brak-sieci' },
            ],
          ],
        },
      ],
    },
    { is: 'heading', text: 'Co widać' },
    {
      is: 'table',
      head: [[{ is: 'text', text: 'widać' }], [{ is: 'text', text: 'znaczy' }]],
      rows: [[[{ is: 'name', text: 'Bez połączenia' }], [{ is: 'text', text: 'pracuj dalej' }]]],
    },
    {
      is: 'paragraph',
      text: [
        { is: 'mark', name: 'first' },
        { is: 'text', text: ' obok ' },
        { is: 'text', text: 'instrukcji' },
        { is: 'text', text: '.' },
      ],
    },
  ]);
});

it('all words of a section can be searched, its pictures and marks left out', () => {
  expect(sectionsOf(guide)[0]?.plain).toBe(
    'A picture 1. Alt 2 albo dwuklik w drugim wierszu. 2. Nowa osoba , potem uważaj . - w środku 24.11 - i dalej Co widać ' +
      'widać znaczy --- --- Bez połączenia pracuj dalej obok instrukcji.',
  );
});

it.each([
  ['Alt 2', true],
  ['Ctrl PgDn', true],
  ['F1', true],
  ['Spacja', true],
  ['?', true],
  ['→', true],
  ['kod odzyskiwania', false],
  ['Seria wizyt.', false],
])('%s is a key: %s', (text, is) => {
  expect(isKey(text)).toBe(is);
});

it('anchors are those of GitHub', () => {
  expect(slugOf('Centralna e-rejestracja odmówiła')).toBe('centralna-e-rejestracja-odmówiła');
});
