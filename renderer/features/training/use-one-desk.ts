import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.ts';

/**
 * A page belongs to one desk: when core serves the other one, the page is loaded anew, at its first screen. Also tells the window's
 * title and what stands on every printed page.
 */
export function useOneDesk(): void {
  const { t } = useTranslation();
  const session = useSession();
  const deskId = session?.deskId ?? null;
  const isTraining = session?.training === 'active';
  const first = useRef<string | null>(null);
  useEffect(() => {
    if (deskId === null) return;
    first.current ??= deskId;
    if (first.current === deskId) return;
    window.location.hash = '';
    window.location.reload();
  }, [deskId]);
  useEffect(() => {
    document.title = isTraining ? t('training.windowTitle') : 'Okienko';
    if (isTraining) document.body.setAttribute('data-training', t('training.print'));
    else document.body.removeAttribute('data-training');
  }, [isTraining, t]);
}
