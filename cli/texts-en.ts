import type { Texts } from './texts.ts';

export const english: Texts = {
  usage: `usage: okienko <command> [--data DIR] [--central URL] [--client FILE] [--json]
  check                        is this desk in order? exit code 0 only when it is
  import <folder> [--dry-run]  reads staff, schedules, visits and AP-KOLCE counts, and feeds central
  status                       connection, queue, tasks
  diagnostics <FILE>           one file for support (zip): states, versions, log; nothing personal
  backup [--to FILE]           makes a verified backup of the journal now
  restore [--from FILE]        puts the newest good backup (or FILE) in the place of the journal; nothing is wiped
  rescue export --to FILE      what has not reached central, encrypted; prints the code once
  rescue import --from FILE --code-file FILE
                               takes such a file over at another desk of the clinic; nothing is done twice
  export --to FILE --first DATE --last DATE [--plain]
                               all visits of these days as CSV, encrypted under a code that is printed once; --plain: not encrypted
  export open --from FILE --code-file FILE --to FILE
                               the CSV of such an encrypted file
  keys rotate                  a new data key for this computer: databases and backups are encrypted anew
  keys rotate-clinic           a new key of the clinic for all its desks, when somebody with access has left; prints the new recovery code once
  audit export --to FILE       this desk's audit log: CSV, or JSON lines when FILE ends in .jsonl
  certificates                 the clinic's certificates and until when they are valid
  certificates import FILE [--signing] [--code-file FILE]
                               takes a .p12/.pfx into use at once; its password is asked for (or the first line piped in)
  certificates remove [--signing]
                               the desk calls (or signs) without it from now on
  drain                        waits until central has everything that was entered here

  --account LOGIN --password-file FILE
                               what only a manager may (export, audit) in the installed program, which must be closed for it
exit code: 0 all is well, 1 it is not, 2 wrongly called`,
  unknownCommand: (word) => `unknown command: ${word}`,
  keys: {
    refused: (codes) => `not exchanged: ${codes}`,
    running: 'The running program closes the data, exchanges the key and opens them again.',
    atNextStart: 'The key is exchanged when the program is started next.',
    clinicDone: 'The clinic’s key has been exchanged. At every desk somebody signs in once by password.',
    clinicWithout: (names) => `Without the new key until IT gives them a new password: ${names}`,
    keepClinicCode: 'Write the new recovery code down and keep it away from the computer; the former one works no more.',
    clinicWaits:
      'Central e-registration has not answered yet: the exchange goes on with the program, the code waits in: okienko keys rotate-clinic',
    done: 'The data key has been exchanged. Everybody signs in again.',
    failed: (why) => `The data key was not exchanged: ${why}`,
  },
  takesNo: (command, word) => `${command} takes no ${word}`,
  oneOf: (command, choices) => `${command}: ${choices.join(' or ')}?`,
  toWhichFile: (command) => `${command}: --to which file?`,
  whichCertificate: 'certificates: import which FILE, or remove?',
  filePassword: 'Password of the file:',
  noChain: "The issuer's certificate is not in the file; if the connection fails, ask for a file with the chain.",
  noCertificates: 'no certificate was imported',
  certificateLine: (days, subject, issuer) => `(${days} days)  ${subject}, issued by ${issuer}`,
  whichFolder: 'import: which folder?',
  rescueImportNeeds: 'rescue import: --from FILE --code-file FILE',
  exportNeedsDays: 'export: --first and --last as YYYY-MM-DD, the first day not after the last',
  exportOpenNeeds: 'export open: --from FILE --code-file FILE --to FILE',
  fixedFolder: 'The installed program has one data folder and its own central: --data, --central and --client are for checkouts.',
  noDesk: (dataDir) => `There is no desk in ${dataDir}.`,
  unreadable: (code) => `The data cannot be read (${code}).`,
  keyInFile: (file) => `The data are encrypted with the key in ${file}, which anyone who can read that folder has too.`,
  keyElsewhere: (dataDir) =>
    `The key of ${dataDir} is kept by the program's user account: start the program, then run this again.`,
  keySealed:
    'This account of the computer cannot open the data key: run this in the account that uses Okienko, or start the program and run it again.',
  noKeyFile: (dataDir) =>
    `There is no data.key in ${dataDir}. The installed program restores its journal by itself when it starts.`,
  filesNotRead: 'The program is running: its files were not read through.',
  fromStatusFile: (minutes) => `The desk cannot be asked: this is what the program wrote down ${minutes} min ago.`,
  notPermitted:
    'Only a manager may do this: close the program, then give --account LOGIN --password-file FILE. Nothing was written.',
  signInRefused: (code) => `The account cannot be signed in (${code}). Nothing was written.`,
  keepCode: 'Write the code down and keep it apart from the file: without it nobody can open it.',
  plainExport: 'The file is not encrypted: whoever gets it reads names, PESEL numbers and phone numbers.',
  notOpened: {
    'data-folder-in-use': (dataDir) => `${dataDir} is in use by another program that does not answer.`,
    'newer-file': (dataDir) =>
      `${dataDir} was written by a newer version of the program. Nothing was changed: install that version or a newer one.`,
    'journal-unreadable': (dataDir) =>
      `journal.db in ${dataDir} is damaged and no backup opens, or the key is not its own. Nothing was changed.`,
    'other-clinic': (dataDir) => `${dataDir} holds the data of another clinic than the account that was given.`,
    'training-forbidden': () => 'The policy of this machine forbids training.',
    'policy-clinic': (dataDir) =>
      `The policy of this machine names another clinic than the data in ${dataDir}. Nothing was changed.`,
    'disk-full': (dataDir) => `The disk of ${dataDir} is full. Nothing was changed; free some space and try again.`,
    'folder-read-only': (dataDir) =>
      `Nothing can be written in ${dataDir}: check its permissions and whether the disk is read-only.`,
    'folder-unusable': (dataDir) => `${dataDir} is not a folder in which databases can be opened.`,
    'disk-error': (dataDir) =>
      `The disk of ${dataDir} cannot be read or written. Nothing was changed; look after the disk first.`,
    'network-drive': (dataDir) => `${dataDir} is on a network drive. Choose a folder on a disk of this computer.`,
    'roaming-profile': (dataDir) => `${dataDir} is in a roaming profile. Choose a folder that stays on this computer.`,
    'backup-bad': (dataDir) =>
      `The backup that must be made before ${dataDir} is brought up to date cannot be read. Nothing was changed.`,
  },
};
