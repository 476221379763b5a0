import type { Policy } from '../../core/domain/policy.ts';
import { type Html, html } from '../pages/html.ts';
import { accountPage, type View } from './layout.ts';
import { rulesInPlainWords } from './texts.ts';

/** R47. */
export function rulesPage(view: View, policy: Policy): Html {
  return accountPage(
    view,
    'Zasady centralnej e-rejestracji',
    html`${rulesInPlainWords(policy).map(
      ([title, sentences]) => html`<h2>${title}</h2><ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`,
    )}`,
  );
}
