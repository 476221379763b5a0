import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** `12 345` in Polish, `12,345` in English; four digits are grouped too, so that columns line up. */
export function useNumber(): (value: number) => string {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const format = new Intl.NumberFormat(i18n.language === 'en' ? 'en-GB' : 'pl-PL', { useGrouping: 'always' });
    return (value) => format.format(value);
  }, [i18n.language]);
}
