import { useState } from 'react';
import { useDesk } from '../../app/desk-client.ts';

/**
 * Leads to the training desk and back. The other desk is made ready while this one stays on screen; then the page begins anew, so
 * that nothing of one desk is ever shown beside the other (`useOneDesk`).
 */
export function useShowDesk() {
  const { client } = useDesk();
  const [state, setState] = useState<'idle' | 'preparing' | 'failed'>('idle');
  const run = (desk: 'training' | 'own' | 'anew') => {
    setState('preparing');
    const asked = desk === 'anew' ? client.training.beginAnew() : client.training.show({ desk });
    asked.then(
      ({ shown }) => setState(shown ? 'preparing' : 'failed'),
      () => setState('failed'),
    );
  };
  return { preparing: state === 'preparing', failed: state === 'failed', run };
}
