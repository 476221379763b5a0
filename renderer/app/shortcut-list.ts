import type { ScreenKey } from './screen-list.ts';

interface Row {
  /** Each does what the row says, or (arrows) one way of it. */
  keys: readonly string[];
  /** `window`: by `useShortcuts`, wherever the focus is. `focus`: by the thing that has the focus. */
  heard: 'window' | 'focus';
  says: string;
}

/**
 * Every key of the program, in the groups of the list that `?` shows. `useShortcuts` accepts no other keys (its type is made
 * from here), and a test proves that each `window` key is heard somewhere.
 */
export const shortcutGroups = [
  {
    title: 'everywhere',
    rows: [
      { keys: ['mod+k'], heard: 'window', says: 'search' },
      { keys: ['mod+z'], heard: 'window', says: 'undoLast' },
      { keys: ['alt+l'], heard: 'window', says: 'lock' },
      { keys: ['f1'], heard: 'window', says: 'help' },
      { keys: ['?'], heard: 'window', says: 'shortcuts' },
      { keys: ['tab'], heard: 'focus', says: 'nextThing' },
    ],
  },
  {
    title: 'inDay',
    rows: [
      { keys: ['arrowleft'], heard: 'window', says: 'previousDay' },
      { keys: ['arrowright'], heard: 'window', says: 'nextDay' },
      { keys: ['pageup'], heard: 'window', says: 'previousWeek' },
      { keys: ['pagedown'], heard: 'window', says: 'nextWeek' },
      { keys: ['t'], heard: 'window', says: 'today' },
      { keys: ['ctrl+pageup'], heard: 'window', says: 'previousPage' },
      { keys: ['ctrl+pagedown'], heard: 'window', says: 'nextPage' },
      { keys: ['d'], heard: 'window', says: 'viewDay' },
      { keys: ['w'], heard: 'window', says: 'viewWeek' },
      { keys: ['l'], heard: 'window', says: 'viewList' },
      { keys: ['arrowup', 'arrowdown'], heard: 'focus', says: 'walk' },
    ],
  },
  {
    title: 'onVisit',
    rows: [
      { keys: ['enter'], heard: 'window', says: 'show' },
      { keys: ['space'], heard: 'focus', says: 'pickUp' },
      { keys: ['m'], heard: 'window', says: 'move' },
      { keys: ['o'], heard: 'window', says: 'cancel' },
      { keys: ['escape'], heard: 'window', says: 'close' },
    ],
  },
  {
    title: 'moving',
    rows: [
      { keys: ['arrowup', 'arrowdown'], heard: 'focus', says: 'nextSlot' },
      { keys: ['arrowleft', 'arrowright'], heard: 'focus', says: 'otherDoctor' },
      { keys: ['enter'], heard: 'focus', says: 'drop' },
      { keys: ['escape'], heard: 'focus', says: 'abort' },
    ],
  },
  {
    title: 'inBooking',
    rows: [
      { keys: ['arrowup', 'arrowdown'], heard: 'focus', says: 'walkSlots' },
      { keys: ['arrowleft', 'arrowright'], heard: 'focus', says: 'walkSlotDays' },
      { keys: ['enter'], heard: 'focus', says: 'choose' },
    ],
  },
  {
    title: 'atReception',
    rows: [
      { keys: ['enter'], heard: 'focus', says: 'arrived' },
      { keys: ['ctrl+enter'], heard: 'focus', says: 'goesIn' },
      { keys: ['shift+enter'], heard: 'focus', says: 'performed' },
      { keys: ['mod+z'], heard: 'focus', says: 'undo' },
      { keys: ['arrowup', 'arrowdown'], heard: 'focus', says: 'walkPeople' },
      { keys: ['escape'], heard: 'focus', says: 'clear' },
    ],
  },
] as const satisfies readonly { title: string; rows: readonly Row[] }[];

type ListedRow = (typeof shortcutGroups)[number]['rows'][number];

/** `mod+k` (Ctrl, on a Mac also Cmd), `alt+1`, `ctrl+pageup`, `?`, `arrowleft`, `m`. */
export type ShortcutKey = Extract<ListedRow, { heard: 'window' }>['keys'][number] | ScreenKey;

const signs: Readonly<Record<string, string>> = {
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  alt: 'Alt',
  shift: 'Shift',
  tab: 'Tab',
  enter: 'Enter',
  escape: 'Esc',
};

/** `Ctrl K`, as on the key caps. `words`: what is written differently in each language. */
export function shownKey(key: string, words: { ctrl: string; space: string }): string {
  const part = (name: string) => {
    if (name === 'mod' || name === 'ctrl') return words.ctrl;
    if (name === 'space') return words.space;
    return signs[name] ?? name.toUpperCase();
  };
  return key.split('+').map(part).join(' ');
}

/** The same for `aria-keyshortcuts`: `Control+K`. */
export function ariaKey(key: string): string {
  const names: Readonly<Record<string, string>> = { mod: 'Control', ctrl: 'Control', alt: 'Alt', shift: 'Shift' };
  return key
    .split('+')
    .map((name) => names[name] ?? name.toUpperCase())
    .join('+');
}
