import { expect, it } from 'vitest';
import { type UpdateFacts, unusedUpdatePolicy, updateChannel } from './update-channel.ts';

const facts: UpdateFacts = {
  platform: 'linux',
  packaged: true,
  policy: undefined,
  executable: '/opt/Okienko/okienko',
  appImage: undefined,
  exists: () => false,
  writable: () => false,
};
const appImage = '/home/x/Okienko.AppImage';
const has = (wanted: string) => (path: string) => path === wanted;

it.each<[string, Partial<UpdateFacts>, ReturnType<typeof updateChannel>]>([
  ['deb and rpm', {}, { off: 'installed' }],
  ['deb with a channel in the policy', { policy: 'beta' }, { off: 'installed' }],
  ['an AppImage', { appImage }, { channel: 'latest' }],
  ['an AppImage on the beta channel', { appImage, policy: 'beta' }, { channel: 'beta' }],
  ['an AppImage whose updates IT switched off', { appImage, policy: 'off' }, { off: 'policy' }],
  ['MSI', { platform: 'win32', executable: '/p/Okienko.exe' }, { off: 'installed' }],
  ['NSIS', { platform: 'win32', executable: '/p/Okienko.exe', exists: has('/p/Uninstall Okienko.exe') }, { channel: 'latest' }],
  ['PKG', { platform: 'darwin', executable: '/A/Okienko.app/Contents/MacOS/Okienko' }, { off: 'installed' }],
  [
    'a copied bundle',
    { platform: 'darwin', executable: '/A/Okienko.app/Contents/MacOS/Okienko', writable: has('/A/Okienko.app') },
    { channel: 'latest' },
  ],
  ['a checkout', { packaged: false, appImage }, { off: 'checkout' }],
])('%s', (_name, over, expected) => expect(updateChannel({ ...facts, ...over })).toEqual(expected));

it.each<[string, Parameters<typeof unusedUpdatePolicy>[0], ReturnType<typeof updateChannel>, string[]]>([
  [
    'MSI with a channel and a feed',
    { updateChannel: 'beta', updateUrl: 'https://x' },
    { off: 'installed' },
    ['updateChannel', 'updateUrl'],
  ],
  ['MSI without any', {}, { off: 'installed' }, []],
  ['switched off by IT', { updateChannel: 'off' }, { off: 'policy' }, []],
  ['an AppImage on the channel', { updateChannel: 'beta' }, { channel: 'beta' }, []],
])('what the policy sets in vain: %s', (_name, policy, chosen, expected) =>
  expect(unusedUpdatePolicy(policy, chosen)).toEqual(expected),
);
