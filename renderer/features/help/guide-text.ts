/**
 * The user guide (docs/user-guide) as the program shows it: a small, closed part of Markdown. `**Alt 2**` is a key,
 * `*Dalej*` a text of the program, `![](marks/x.svg)` a sign of the screen. Pictures and links that lead out of the guide
 * fall away: the panel is narrow and works offline.
 */
export type Inline =
  | { is: 'text'; text: string }
  | { is: 'key'; text: string }
  | { is: 'strong'; text: string }
  | { is: 'name'; text: string }
  | { is: 'code'; text: string }
  | { is: 'mark'; name: string }
  /** `to`: file and heading, as `pl.md#umów-wizytę`; the file empty within the same one. */
  | { is: 'link'; text: string; to: string };

export type Block =
  | { is: 'heading'; text: string }
  | { is: 'paragraph'; text: Inline[] }
  | { is: 'list'; ordered: boolean; items: { text: Inline[]; inner: Inline[][] }[] }
  | { is: 'table'; head: Inline[][]; rows: Inline[][][] };

/** What stands under one `##`. `slug`: as GitHub makes anchors; `plain`: all its words, to be searched. */
export interface Section {
  slug: string;
  title: string;
  blocks: Block[];
  plain: string;
}

/** The sections of a file, in its order. What stands before the first `##` is for readers of the file. */
export function sectionsOf(markdown: string): Section[] {
  const [, ...parts] = markdown.replaceAll('\r\n', '\n').split(/^## /m);
  return parts.map((part) => {
    const [title = '', ...rest] = part.split('\n');
    const text = rest.join('\n');
    return { slug: slugOf(title), title: title.trim(), blocks: blocksOf(text), plain: plainOf(text) };
  });
}

export const slugOf = (title: string): string =>
  title
    .trim()
    .toLocaleLowerCase('pl')
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

const keyName = /^((Ctrl|Alt|Shift) )*(Ctrl|Alt|Shift|Enter|Tab|Esc|Delete|Spacja|Space|PgUp|PgDn|F\d{1,2}|[A-Z0-9?+]|[←→↑↓])$/;

/** Is a bold text the name of a key, and not an emphasis? */
export const isKey = (text: string): boolean => keyName.test(text);

function blocksOf(text: string): Block[] {
  return text
    .split(/\n{2,}/)
    .map((block) => block.replace(/^\n+|\s+$/g, ''))
    .filter((block) => block !== '' && !/^!\[[^\]]*\]\([^)]*\)$/.test(block))
    .map(blockOf);
}

function blockOf(block: string): Block {
  if (block.startsWith('### ')) return { is: 'heading', text: block.slice(4).trim() };
  if (block.startsWith('|')) return tableOf(block.split('\n'));
  if (/^(-|\d+\.) /.test(block)) return listOf(block);
  return { is: 'paragraph', text: inlineOf(block) };
}

function listOf(block: string): Block {
  const items = block.split(/\n(?=(?:-|\d+\.) )/).map((item) => {
    const [own = '', ...inner] = item.replace(/^(-|\d+\.) /, '').split(/\n\s+- /);
    return { text: inlineOf(own), inner: inner.map(inlineOf) };
  });
  return { is: 'list', ordered: /^\d/.test(block), items };
}

function tableOf(lines: string[]): Block {
  const cells = (line: string) =>
    line
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => inlineOf(cell.trim()));
  const [head = '', , ...rows] = lines;
  return { is: 'table', head: cells(head), rows: rows.map(cells) };
}

const inlineMarks = /!\[[^\]]*\]\(([^)]*)\)|\[([^\]]*)\]\(([^)]*)\)|\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`/g;

function inlineOf(lines: string): Inline[] {
  const text = lines.replaceAll(/\s*\n\s*/g, ' ');
  const found: Inline[] = [];
  let from = 0;
  const plainTo = (to: number) => {
    if (to > from) found.push({ is: 'text', text: text.slice(from, to) });
  };
  for (const match of text.matchAll(inlineMarks)) {
    plainTo(match.index);
    from = match.index + match[0].length;
    const [, picture, label, to, strong, name, code] = match;
    if (picture !== undefined) found.push({ is: 'mark', name: /([\w-]+)\.svg$/.exec(picture)?.[1] ?? picture });
    else if (to !== undefined) found.push(linkOf(label ?? '', to));
    else if (strong !== undefined) found.push({ is: isKey(strong) ? 'key' : 'strong', text: strong });
    else if (name !== undefined) found.push({ is: 'name', text: name });
    else found.push({ is: 'code', text: code ?? '' });
  }
  plainTo(text.length);
  return found;
}

function linkOf(text: string, to: string): Inline {
  return /^([\w-]+\.md)?#/.test(to) ? { is: 'link', text, to } : { is: 'text', text };
}

const plainOf = (text: string): string =>
  text
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*`|#]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
