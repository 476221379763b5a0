import type { SessionView } from '../../core/contract/access-views.ts';
import type { DeskStatus, MachineSettings } from '../../core/contract/views.ts';
import { deskOver } from '../../renderer/app/desk-client.ts';
import { start } from '../../renderer/app/start.tsx';
import { type Disturbance, disturbedClient } from './disturbed-client.ts';
import { FakeDesk } from './fake-desk.ts';

declare global {
  interface Window {
    /** For screenshots and by hand: `fakeDesk.connect('offline')`. */
    fakeDesk?: FakeDesk;
  }
}

/** `?fake&doctors=20&empty&news&long&connection=offline&theme=dark&language=en&density=compact&disturb=loading&extras&training&ailing&qualifies&session=unconnected&first-import` */
const asked = new URLSearchParams(window.location.search);
const choice = <T extends string>(name: string) => asked.get(name) as T | null;
const settings: Partial<MachineSettings> = {};
const theme = choice<MachineSettings['theme']>('theme');
const language = choice<MachineSettings['language']>('language');
const density = choice<MachineSettings['density']>('density');
if (theme) settings.theme = theme;
if (language) settings.language = language;
if (density) settings.density = density;

const session = choice<SessionView['state']>('session');
const desk = new FakeDesk({
  doctors: Number(asked.get('doctors') ?? 7),
  empty: asked.has('empty'),
  news: asked.has('news'),
  longNames: asked.has('long'),
  connection: choice<DeskStatus['connection']>('connection') ?? 'online',
  settings,
  extras: asked.has('extras'),
  training: asked.has('training'),
  ailing: asked.has('ailing'),
  qualifies: asked.has('qualifies'),
  firstImport: asked.has('first-import'),
  ...(session && { session }),
});
window.fakeDesk = desk;
const disturbance = choice<Disturbance>('disturb');
const client = disturbance ? disturbedClient(desk.client, disturbance) : desk.client;
start(deskOver(client, { isConnected: () => true, subscribe: () => () => undefined }));
