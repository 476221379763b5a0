import { useEffect, useRef } from 'react';

/** This near to the side (px), for this long (ms), a dragged visit turns the page. */
const edgePx = 30;
const dwellMs = 550;

/** While something is dragged: resting at the left or right edge shows the doctors beyond it, page after page. */
export function useEdgeTurn(frame: HTMLElement | null, dragging: boolean, onTurn: (by: 1 | -1) => void): void {
  const latest = useRef(onTurn);
  latest.current = onTurn;
  useEffect(() => {
    if (!dragging || !frame) return;
    let side: 1 | -1 | 0 = 0;
    let timer: ReturnType<typeof setInterval> | undefined;
    const onMove = ({ clientX }: MouseEvent) => {
      const { left, right } = frame.getBoundingClientRect();
      const now = clientX > right - edgePx ? 1 : clientX < left + edgePx ? -1 : 0;
      if (now === side) return;
      side = now;
      clearInterval(timer);
      if (now !== 0) timer = setInterval(() => latest.current(now), dwellMs);
    };
    window.addEventListener('mousemove', onMove);
    return () => {
      clearInterval(timer);
      window.removeEventListener('mousemove', onMove);
    };
  }, [dragging, frame]);
}
