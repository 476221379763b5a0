import { Menu, type MenuItemConstructorOptions } from 'electron';
import { shellMessages as say } from './shell-messages.ts';

/** Few entries, all by role, so that their keys (copy, paste, zoom, full screen) work; what the desk does is on its screen. */
export function setMenu(developer: boolean): void {
  const file: MenuItemConstructorOptions = { label: say.file, submenu: [{ role: 'quit', label: say.quit }] };
  const edit: MenuItemConstructorOptions = {
    label: say.edit,
    submenu: [
      { role: 'undo', label: say.undo },
      { role: 'redo', label: say.redo },
      { type: 'separator' },
      { role: 'cut', label: say.cut },
      { role: 'copy', label: say.copy },
      { role: 'paste', label: say.paste },
      { role: 'selectAll', label: say.selectAll },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: say.view,
    submenu: [
      { role: 'zoomIn', label: say.zoomIn },
      { role: 'zoomOut', label: say.zoomOut },
      { role: 'resetZoom', label: say.zoomReset },
      { type: 'separator' },
      { role: 'togglefullscreen', label: say.fullScreen },
      ...(developer ? [{ role: 'reload' as const }, { role: 'toggleDevTools' as const }] : []),
    ],
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate([file, edit, view]));
}
