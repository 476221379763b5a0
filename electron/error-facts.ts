/** An error for the log without its message, which might quote what a person typed: name, code and the places it came through. */
export function errorFacts(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { thrown: typeof error };
  const code = (error as { code?: unknown }).code;
  return { name: error.name, ...(typeof code === 'string' && { code }), at: placesOf(error) };
}

function placesOf(error: Error): string {
  const head = String(error);
  const stack = error.stack?.startsWith(head) ? error.stack.slice(head.length) : '';
  const lines = stack.split('\n').slice(1, 7);
  const places = lines.map((line) =>
    line
      .trim()
      .replace(/^at /, '')
      .replace(/\(?(file:\/\/)?[^\s(]*\//, ''),
  );
  return places.join(' < ');
}
