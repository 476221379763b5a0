import { useTranslation } from 'react-i18next';

/** `94,6%`, in English `94.6%`; down, so that 94.99 never reads as 95. */
export function percent(share: number, language: string): string {
  // 0.57 * 1000 is 569.99… for the machine.
  const text = String(Math.floor(share * 1000 + 1e-6) / 10);
  return `${language === 'en' ? text : text.replace('.', ',')}%`;
}

export function usePercent(): (share: number) => string {
  const { i18n } = useTranslation();
  return (share) => percent(share, i18n.language);
}
