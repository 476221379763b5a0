import { type Html, html } from './html.ts';

export interface PageParts {
  title: string;
  /** Who is signed in, and the ways through the account. */
  header?: Html | null;
  content: Html;
  wide?: boolean;
}

/** The frame of every page: Polish, works without scripts, one stylesheet from our own address. */
export function page({ title, header, content, wide }: PageParts): Html {
  return html`<!doctype html>
<html lang="pl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Centralna e-rejestracja</title>
<link rel="stylesheet" href="/ikp/style.css">
</head>
<body>
<a class="skip" href="#tresc">Przejdź do treści</a>
<header class="top"><div class="bar">
<a class="brand" href="/ikp">Centralna e-rejestracja</a>
${header}
</div></header>
<main id="tresc"${wide === true && html` class="wide"`}>
<h1>${title}</h1>
${content}
</main>
<footer class="foot"><p class="foot-text">Wersja pokazowa z wymyślonymi osobami. Nie jest to serwis Ministerstwa Zdrowia.</p></footer>
</body>
</html>`;
}
