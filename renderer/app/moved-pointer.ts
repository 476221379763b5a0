/**
 * Did somebody move the mouse? A window that opens or closes under a resting pointer makes the browser report a movement too, by which
 * an empty desk would never lock.
 */
export function movedPointer(): (at: { screenX: number; screenY: number }) => boolean {
  let last: { x: number; y: number } | null = null;
  return ({ screenX, screenY }) => {
    const moved = last !== null && (last.x !== screenX || last.y !== screenY);
    last = { x: screenX, y: screenY };
    return moved;
  };
}
