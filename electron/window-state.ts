export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowState {
  bounds: Rectangle | null;
  maximised: boolean;
}

/** Smallest window in which a day of four doctors can be read. */
export const smallest = { width: 960, height: 640 };
const preferred = { width: 1440, height: 900 };
/** So much of the title bar must be on some display, or nobody could drag the window back. */
const reachable = 120;

/** A file that a person or a crash has spoilt counts as none. */
export function readState(stored: unknown): WindowState {
  const { bounds, maximised } = (stored ?? {}) as { bounds?: unknown; maximised?: unknown };
  return { bounds: isRectangle(bounds) ? bounds : null, maximised: maximised === true };
}

/**
 * Where the window opens: where it was, when its title bar can be reached on one of today's displays (`workAreas`, the primary
 * first); otherwise in the middle of the primary one. Never larger than the display it is on.
 */
export function placeWindow(stored: Rectangle | null, workAreas: Rectangle[]): Rectangle {
  if (stored !== null) {
    for (const area of workAreas) {
      const fitted = fitInto(stored, area);
      if (canReach(fitted, area)) return fitted;
    }
  }
  const primary = workAreas[0] ?? { x: 0, y: 0, ...preferred };
  const { width, height } = fitInto({ x: 0, y: 0, ...(stored ?? preferred) }, primary);
  const x = primary.x + Math.round((primary.width - width) / 2);
  const y = primary.y + Math.round((primary.height - height) / 2);
  return { x, y, width, height };
}

function fitInto(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = clamp(bounds.width, smallest.width, area.width);
  const height = clamp(bounds.height, smallest.height, area.height);
  return { x: bounds.x, y: bounds.y, width, height };
}

function canReach(bounds: Rectangle, area: Rectangle): boolean {
  const visible = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  return visible >= reachable && bounds.y >= area.y && bounds.y + 40 <= area.y + area.height;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height } = value as Partial<Rectangle>;
  return [x, y, width, height].every(Number.isSafeInteger) && (width as number) > 0 && (height as number) > 0;
}
