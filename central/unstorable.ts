const nul = String.fromCharCode(0);
/** `\u0000`, and half of a surrogate pair alone; with more backslashes too, as JSON inside of JSON has them. */
const escaped = [
  /\\u0000/,
  /\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\+u[dD][c-fC-F])/,
  /(?<!\\u[dD][89abAB][0-9a-fA-F]{2}\\*)\\u[dD][c-fC-F][0-9a-fA-F]{2}/,
];

/** PostgreSQL keeps no such text, and FHIR allows none (R4, datatype string). */
export const hasNul = (text: string): boolean => text.includes(nul);

export const hasUnstorableEscape = (json: string): boolean =>
  hasNul(json) || (json.includes('\\u') && escaped.some((pattern) => pattern.test(json)));
