import { createTheme, type MantineColorsTuple, Modal, Notification, Popover, Tooltip } from '@mantine/core';

/** Mantine asks for ten shades; all that we use are variables of tokens.css, so that one file holds every colour. */
const shades = (name: string): MantineColorsTuple => {
  const shade = `var(--${name})`;
  return [shade, shade, shade, shade, shade, shade, shade, shade, shade, shade];
};

/** `closeLabel`: the name of every dialog's close button, in the language in use. */
export const themeWith = (closeLabel: string) =>
  createTheme({
    primaryColor: 'accent',
    colors: { accent: shades('accent'), bad: shades('bad-mark') },
    autoContrast: false,
    respectReducedMotion: true,
    cursorType: 'pointer',
    defaultRadius: 'md',
    focusRing: 'auto',
    components: {
      // No scroll lock: the page never scrolls, and the lock would write a <style> that the CSP refuses.
      Modal: Modal.extend({
        defaultProps: {
          lockScroll: false,
          centered: true,
          radius: 'lg',
          closeButtonProps: { 'aria-label': closeLabel },
          padding: 20,
          transitionProps: { duration: 100 },
          overlayProps: { color: 'var(--veil)', backgroundOpacity: 1 },
        },
      }),
      Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': closeLabel } } }),
      Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 80 }, shadow: 'md' } }),
      Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, transitionProps: { duration: 80 }, withArrow: false } }),
    },
  });
