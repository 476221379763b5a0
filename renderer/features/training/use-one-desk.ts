import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.ts';

/**
 * A page belongs to one desk: when core serves the other one, the page is loaded anew, at its first screen. Also tells the window's
 * title and what stands on every printed page.
 */
export function useOneDesk(): void {
  const { t } = useTranslation();
  const training = useSession()?.training;
  const isTraining = training === undefined ? null : training === 'active';
  const first = useRef<boolean | null>(null);
  useEffect(() => {
    if (isTraining === null) return;
    first.current ??= isTraining;
    if (first.current === isTraining) return;
    window.location.hash = '';
    window.location.reload();
  }, [isTraining]);
  useEffect(() => {
    document.title = isTraining ? t('training.windowTitle') : 'Okienko';
    if (isTraining) document.body.setAttribute('data-training', t('training.print'));
    else document.body.removeAttribute('data-training');
  }, [isTraining, t]);
}
