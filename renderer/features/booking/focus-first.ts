/** Focus goes where a person would type next: the marked field, else the first one; in a group of radios to the chosen one. */
export function focusFirst(container: HTMLElement): void {
  const marked = container.querySelector<HTMLElement>('[data-autofocus]');
  const first = container.querySelector<HTMLElement>(
    'input:not([type="hidden"]):not(:disabled), select, textarea, button:not(:disabled)',
  );
  (marked ?? chosenOf(container, first) ?? first)?.focus();
}

function chosenOf(container: HTMLElement, field: HTMLElement | null): HTMLElement | null {
  if (!(field instanceof HTMLInputElement) || field.type !== 'radio') return null;
  return container.querySelector<HTMLElement>(`input[name="${CSS.escape(field.name)}"]:checked`);
}
