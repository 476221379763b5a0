import { useEffect, useRef } from 'react';
import type { ShortcutKey } from './shortcut-list.ts';

/** Only keys of the list that `?` shows. */
type Shortcuts = Partial<Record<ShortcutKey, (event: KeyboardEvent) => void>>;

/**
 * Keys of the whole window. Left alone while a person types or a dialog is open; letters and arrows also while a
 * control that needs them has the focus (`data-keys`, menus, radio groups).
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    let inDialog = false;
    // Asked before the dialog itself hears the key: Escape closes it, and is not also for what lies behind.
    const look = () => {
      inDialog = document.querySelector('[aria-modal="true"]') !== null;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const key = keyOf(event);
      const act = latest.current[key as ShortcutKey];
      if (!act || inDialog || isTaken(event, key)) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', look, { capture: true });
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', look, { capture: true });
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}

export function keyOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const key = event.key.toLowerCase();
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push(key.length === 1 ? 'mod' : 'ctrl');
  if (event.altKey) parts.push('alt');
  // The shift of `?` is part of the character.
  if (event.shiftKey && key.length > 1) parts.push('shift');
  return [...parts, key].join('+');
}

function isTaken(event: KeyboardEvent, key: string): boolean {
  const target = event.target instanceof Element ? event.target : null;
  // What was typed is taken back by the field itself.
  if (key === 'mod+z') return target?.closest('input:not([type=checkbox], [type=radio]), textarea, [contenteditable]') != null;
  if (/^((mod|alt|ctrl)\+|f\d)/.test(key)) return false;
  return (
    target?.closest('input, textarea, select, [contenteditable], [role="radiogroup"], [role="menu"], [role="listbox"]') != null
  );
}
