/** Sites that the desk may send people to. */
const allowedHosts = ['pacjent.gov.pl', 'gov.pl', 'ezdrowie.gov.pl', 'cez.gov.pl', 'nfz.gov.pl'];

/** May this address be handed to the system's browser? https only, known sites and their subdomains only. */
export function isAllowedLink(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password, port } = new URL(url);
  if (protocol !== 'https:' || username !== '' || password !== '' || port !== '') return false;
  return allowedHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}
