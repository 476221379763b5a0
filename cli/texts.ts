import type { OpenDeskErrorCode } from '../core/desk/open-desk-error.ts';
import { english } from './texts-en.ts';
import { polish } from './texts-pl.ts';

/** What the command line says to people. Results (`--json`, names of troubles) are the same in every language. */
export interface Texts {
  usage: string;
  unknownCommand(word: string): string;
  takesNo(command: string, word: string): string;
  keys: {
    refused(codes: string): string;
    running: string;
    atNextStart: string;
    done: string;
    failed(why: string): string;
    clinicDone: string;
    clinicWithout(names: string): string;
    keepClinicCode: string;
    clinicWaits: string;
  };
  oneOf(command: string, choices: string[]): string;
  toWhichFile(command: string): string;
  whichFolder: string;
  whichCertificate: string;
  filePassword: string;
  noChain: string;
  noCertificates: string;
  certificateLine(days: number, subject: string, issuer: string): string;
  rescueImportNeeds: string;
  exportNeedsDays: string;
  exportOpenNeeds: string;
  fixedFolder: string;
  noDesk(dataDir: string): string;
  unreadable(code: string): string;
  keyInFile(file: string): string;
  keyElsewhere(dataDir: string): string;
  keySealed: string;
  noKeyFile(dataDir: string): string;
  filesNotRead: string;
  fromStatusFile(minutes: number): string;
  notPermitted: string;
  signInRefused(code: string): string;
  keepCode: string;
  plainExport: string;
  notOpened: Record<OpenDeskErrorCode, (dataDir: string) => string>;
}

/** Polish where the system speaks Polish. */
export function textsOf(language: string): Texts {
  return /^pl(?![a-z])/i.test(language) ? polish : english;
}

/** As `locale` sees it on Unix; on Windows the language of the account. */
export function systemLanguage(env: Record<string, string | undefined> = process.env): string {
  const set = env.LC_ALL || env.LC_MESSAGES || env.LANG;
  return set || Intl.DateTimeFormat().resolvedOptions().locale;
}
