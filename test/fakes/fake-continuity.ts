import type { implement } from '@orpc/server';
import type { ContinuityView } from '../../core/contract/continuity-views.ts';
import type { DeskContract } from '../../core/contract/contract.ts';
import { fakeNow } from './fake-desk-clinic.ts';

const written = ['2026-11-23', '2026-11-24'].map((date) => ({
  name: `okienko-lista-${date}-1a2b3c4d.pdf`,
  date,
  writtenAt: fakeNow,
}));

/** Lists for a failure, on since yesterday; nothing is written. */
export function fakeContinuity(os: ReturnType<typeof implement<DeskContract>>) {
  let view: ContinuityView = {
    on: true,
    forbidden: false,
    folder: '/home/rejestracja/Okienko na wypadek awarii',
    folderFixed: false,
    protection: 'password',
    files: written,
    trouble: null,
  };
  return {
    continuity: {
      view: os.continuity.view.handler(() => view),
      save: os.continuity.save.handler(({ input: { on, folder, protection } }) => {
        view = { ...view, on, folder, protection, files: on ? written : [] };
        return { ok: true as const, view };
      }),
    },
  };
}
