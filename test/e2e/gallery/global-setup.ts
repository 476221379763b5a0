import { buildGalleryApp, serveGalleryApp } from './gallery-app.ts';

/** The pages of the gallery are served as long as the tests run; their address is in OKIENKO_GALLERY. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  await buildGalleryApp();
  const server = await serveGalleryApp();
  process.env.OKIENKO_GALLERY = server.resolvedUrls?.local[0] ?? '';
  return () => server.close();
}
