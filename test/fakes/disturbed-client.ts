import type { DeskClient } from '../../renderer/app/desk-client.ts';

/** What goes wrong with the desk's answers: none comes, or each is a failure. */
export type Disturbance = 'loading' | 'error';

/** What the frame around the screens needs, so that the screen itself can be seen waiting or failing. */
const spared = /^(desk|session|settings|safety)\./;

/** The same desk, but whatever a screen asks for stays unanswered or fails. Of any call, also of those that come later. */
export function disturbedClient(client: DeskClient, disturbance: Disturbance): DeskClient {
  const disturbed = () =>
    disturbance === 'error' ? Promise.reject(new Error('the gallery wants to see an error')) : new Promise(() => undefined);
  return new Proxy(client, {
    get: (areas, area) =>
      new Proxy(Reflect.get(areas, area) as object, {
        get: (calls, call) => (spared.test(`${String(area)}.${String(call)}`) ? Reflect.get(calls, call) : disturbed),
      }),
  });
}
