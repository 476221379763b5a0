import i18next, { type i18n, type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/index.ts';
import { pl } from './pl/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof pl };
  }
}

export type Language = 'pl' | 'en';
/** The function that `useTranslation` gives, for helpers outside of components. */
export type Translate = TFunction;

/** Both languages are in the bundle: switching needs neither network nor restart. */
export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'pl',
    resources: { pl: { translation: pl }, en: { translation: en } },
    // React escapes already.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}
