/**
 * What speaks against the scan: one sentence each.
 *
 * @param found `{rule, file, line}`; `file` is empty for a finding about the whole program
 * @param reviewed `{rule, file, reason}`
 * @param planted file with a fault that must be found
 */
export function judgeFindings(found, reviewed, planted) {
  const own = found.filter(({ file }) => file !== planted);
  const is = (finding) => (known) => known.rule === finding.rule && known.file === finding.file;
  const complaints = own
    .filter((finding) => !reviewed.some(is(finding)))
    .map(({ rule, file, line }) => `not reviewed: ${rule} in ${file === '' ? 'the program' : `${file}:${line}`}`);
  for (const known of reviewed) {
    if (known.reason.trim() === '') complaints.push(`no reason: ${known.rule}`);
    const count = own.filter(is(known)).length;
    if (count === 0) complaints.push(`reviewed, but not found any more: ${known.rule}`);
    if (count > 1) complaints.push(`found ${count} times, reviewed once: ${known.rule}`);
  }
  if (!found.some(({ rule, file }) => file === planted && rule === 'NODE_INTEGRATION_JS_CHECK')) {
    complaints.push('the planted fault was not found: the scanner saw nothing');
  }
  return complaints;
}
