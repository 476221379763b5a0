/** A .deb from an unpacked Linux build: the one Debian package there is, made on any Linux with dpkg and fakeroot. */
import { join } from 'node:path';
import installer from 'electron-installer-debian';
import { debianDependencies } from '../electron-builder.config.mjs';
import { root } from './project.mjs';

const iconSizes = ['16x16', '24x24', '32x32', '48x48', '64x64', '128x128', '256x256', '512x512'];

/**
 * Path of the package made in `folder` from `unpacked` (electron-builder's `linux-unpacked`).
 * @param {{arch?: string, compression?: 'xz'|'gzip'|'none'}} options xz takes minutes; a release is worth them.
 */
export async function makeDeb(unpacked, folder, { arch = 'amd64', compression = 'xz' } = {}) {
  const { packagePaths } = await installer({
    src: unpacked,
    dest: folder,
    arch,
    options: {
      name: 'okienko',
      productName: 'Okienko',
      genericName: 'Rejestracja przychodni',
      description: 'Registration desk of a Polish clinic',
      productDescription: 'Works offline, in step with central e-registration (CeR).',
      maintainer: 'Okienko <it@okienko.example>',
      homepage: 'https://okienko.example/',
      section: 'office',
      bin: 'okienko',
      categories: ['Office', 'MedicalSoftware'],
      icon: Object.fromEntries(iconSizes.map((size) => [size, join(root, 'resources/icons/linux', `${size}.png`)])),
      depends: debianDependencies,
      scripts: { postinst: join(root, 'resources/linux/postinst'), postrm: join(root, 'resources/linux/postrm') },
      compression,
    },
  });
  return packagePaths[0];
}
