/** Focus goes where a person would type next: the marked field, the chosen radio, else the first field that can take it. */
export function focusFirst(container: HTMLElement): void {
  const marked = container.querySelector<HTMLElement>('[data-autofocus]');
  const chosen = container.querySelector<HTMLElement>('input[type="radio"]:checked');
  const first = container.querySelector<HTMLElement>(
    'input:not([type="hidden"]):not(:disabled), select, textarea, button:not(:disabled)',
  );
  (marked ?? chosen ?? first)?.focus({ preventScroll: false });
}
