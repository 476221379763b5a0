import type { help as source } from '../pl/help.ts';
import type { Translated } from '../translated.ts';

export const help: Translated<typeof source> = {
  open: 'Help for this screen',
  title: 'Help: {{topic}}',
  close: 'Close the help',
  allKeys: 'All keys',
  more: 'Search the help:',
  group: 'Help',
};
