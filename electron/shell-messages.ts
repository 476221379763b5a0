import messages from '../resources/shell/pl.json' with { type: 'json' };

/** Why the desk cannot be opened; each has its sentence in resources/shell. */
export type OpenFailure = keyof typeof messages.failures;

export const shellMessages = messages;

export function failureSentence(code: string): string {
  return Object.hasOwn(messages.failures, code) ? messages.failures[code as OpenFailure] : messages.failures.unknown;
}
