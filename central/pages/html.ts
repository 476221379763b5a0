/**
 * HTML by tagged templates. Whatever stands in `${…}` is text and is escaped, unless it is itself the result of `html`; lists
 * are joined, null and false are nothing. Attribute values stand in double quotes.
 */
export class Html {
  readonly text: string;

  /** Only `html` makes these: nothing becomes markup that was not written as markup. */
  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = parts[0] ?? '';
  for (const [n, value] of values.entries()) text += textOf(value) + (parts[n + 1] ?? '');
  return new Html(text);
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function textOf(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(textOf).join('');
  return String(value).replace(/[&<>"']/g, (sign) => signs[sign] as string);
}
