import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DeskImage } from '../desk/desk-image.ts';
import { faultDesk } from '../desk/fault-desk.ts';
import type { LongLivedCentral } from '../world/central.ts';
import type { Clinic } from '../world/clinic.ts';
import { network } from '../world/network.ts';
import { randomFrom } from '../world/random.ts';
import { virtualTime } from '../world/virtual-time.ts';
import { drain } from './drain.ts';

const known = new WeakMap<object, Map<string, DeskImage>>();

/**
 * A PC of the clinic that was closed in the evening with everything fetched, since half of a schedule's time would go into
 * what every new PC does. Made once for each instant, as long as central lives the same life.
 */
export async function morningImage(
  central: LongLivedCentral,
  { id, clients }: Clinic,
  startsAt: string,
  scratch: string,
): Promise<DeskImage> {
  const images = known.get(central.world) ?? new Map<string, DeskImage>();
  known.set(central.world, images);
  const [row] = await central.database.query<{ epoch: string }>('select epoch from central');
  const place = `${row?.epoch} ${startsAt}`;
  const image = images.get(place) ?? (await make());
  images.set(place, image);
  return image;

  async function make(): Promise<DeskImage> {
    const [account] = clients;
    if (!account) throw new Error('the clinic has no desk');
    const root = mkdtempSync(join(scratch, 'okienko-faults-'));
    const time = virtualTime(Date.parse(startsAt));
    central.followClock(time.now);
    const net = network({ time, central, clinicId: id, interference: {}, note: () => undefined, happened: () => undefined });
    const broken = (what: string) => {
      throw new Error(what);
    };
    const desk = faultDesk({
      name: 'evening',
      root,
      network: net,
      clinicId: id,
      account,
      fhirUrl: central.fhirUrl,
      random: randomFrom(0),
      image: null,
      store: (store) => store,
      gateway: (gateway) => gateway,
      broken,
    });
    try {
      await net.announce();
      const unsettled = await drain(time, [desk], net);
      if (unsettled.length > 0) throw new Error(unsettled.map(({ what }) => what).join('; '));
      await time.advance(2_000);
      return await desk.close();
    } finally {
      desk.remove();
      rmSync(root, { recursive: true, force: true });
    }
  }
}
