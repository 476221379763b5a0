/** FHIR needs about a dozen levels; what is deeper would end in a stack that runs over when it is written out again. */
export const deepestJson = 64;

/** Whether a JSON text nests deeper than `most`; looked at before it is parsed. Broken text is left to the parser. */
export function isTooDeep(text: string, most: number = deepestJson): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (isInString) {
      if (sign === '\\') at++;
      else if (sign === '"') isInString = false;
    } else if (sign === '"') isInString = true;
    else if (sign === '{' || sign === '[') {
      if (++depth > most) return true;
    } else if (sign === '}' || sign === ']') depth--;
  }
  return false;
}
