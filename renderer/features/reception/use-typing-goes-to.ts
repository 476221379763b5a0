import { type RefObject, useEffect } from 'react';

/** A scanner types into whatever has the focus: a character that no field would take goes to this one. */
export function useTypingGoesTo(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      if (key.length !== 1 || key === ' ' || key === '?' || ctrlKey || metaKey || altKey) return;
      if (document.querySelector('[aria-modal="true"]') !== null) return;
      if (target instanceof Element && target.closest('input:not([type="radio"]), textarea, select, [contenteditable]')) return;
      field.current?.focus();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [field]);
}
