import { useTranslation } from 'react-i18next';
import type { common } from '../messages/pl/common.ts';

/** `1100 kardiologiczna`; a code that the desk has no word for stands alone. */
export function UnitName({ code }: { code: string }) {
  const { t, i18n } = useTranslation();
  if (!i18n.exists(`common.clinicCode.${code}`)) return <>{code}</>;
  return (
    <>
      {code} {t(`common.clinicCode.${code as keyof (typeof common)['clinicCode']}`)}
    </>
  );
}
