import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html } from './html.ts';

test('what is put in is text', () => {
  expect(html`<p title="${'"><script>'}">${"a & b's"}</p>`.text).toBe('<p title="&quot;&gt;&lt;script&gt;">a &amp; b&#39;s</p>');
});

test('templates nest, lists are joined, nothing is nothing', () => {
  const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
  expect(html`<ul>${items}</ul>${null}${false}${undefined}${0}`.text).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>0');
});

test('no text makes a tag or leaves an attribute', () => {
  fc.assert(fc.property(fc.string(), (text) => !/[<>"']/.test(html`${text}`.text)));
});
