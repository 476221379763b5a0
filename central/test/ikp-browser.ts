/** A browser without scripts: keeps cookies, follows nothing, sends forms from our own pages. */

export interface PageAnswer {
  status: number;
  location: string | null;
  text: string;
  headers: Headers;
}

export function newBrowser(url: string) {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}): Promise<PageAnswer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { cookie, ...(init.headers as Record<string, string>) },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      text: await answer.text(),
      headers: answer.headers,
    };
  };
  const get = (path: string) => ask(path);
  const token = async () => /name="token" value="([^"]+)"/.exec((await get('/ikp/wiadomosci')).text)?.[1] ?? '';
  const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = { origin: url }) =>
    ask(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  return {
    cookies,
    get,
    token,
    send,
    post: async (path: string, fields: Record<string, string> = {}) => send(path, { token: await token(), ...fields }),
  };
}

export type PageBrowser = ReturnType<typeof newBrowser>;

export const signIn = (page: PageBrowser, pesel: string | null): Promise<PageAnswer> =>
  page.send('/ikp/logowanie', { pesel: pesel ?? '' });
