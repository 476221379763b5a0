import type { connect as source } from '../pl/connect.ts';
import type { Translated } from '../translated.ts';

export const connect: Translated<typeof source> = {
  steps: {
    label: 'First run',
    connect: 'Connection',
    administrator: 'First account',
    code: 'Recovery code',
    import: 'The clinic’s data',
    done: 'done',
    here: 'now',
  },
  begin: {
    title: 'Welcome to Okienko',
    lead: 'Four short steps, about five minutes in all. Stop at any time: the program comes back to the same step.',
    connect: 'Connect to central e-registration',
    connectMeans: 'You need the desk’s file or code from central’s administrator.',
    tryIt: 'Try it with a demo clinic',
    tryItMeans: 'The same program with invented data. Nothing of it reaches a real registration.',
    forbidden: 'IT has switched the training mode off on this computer.',
  },
  form: {
    title: 'Connection to central e-registration',
    lead: 'Load the desk’s file and the fields fill themselves.',
    file: 'Load the desk’s file…',
    paste: 'Paste a code or key',
    text: 'Code of the desk, or private key',
    textHelp: 'The content of the desk’s file, the code from a letter, or the key (JWK, PEM).',
    unread: 'This text holds no data of a desk. Check that the file is whole, or ask for it again.',
    keyRead: 'The desk’s key has been read',
    wantsCertificate: 'The clinic’s certificate is needed, too',
    certificateRead: 'The clinic’s certificate is imported',
    certificate: 'Import a certificate…',
    keyKept: 'The key that this desk has already stays',
    keyMissing: 'The desk’s key is missing',
    address: 'Address of central e-registration',
    clinicId: 'Clinic’s identifier',
    clientId: 'Desk’s identifier',
    fixed: 'Set by this computer’s administrator',
    back: 'Back',
    save: 'Check and connect',
    checking: 'Checking in turn: network, encryption, clock, desk, clinic…',
    saved: 'Connected. The program is opening the clinic’s data…',
    nothingKept: 'Nothing was saved.',
  },
  trouble: {
    title: 'Could not connect',
    'address-invalid': { what: 'This is not an address.', act: 'Type it as the administrator gave it, for example cer.example.' },
    'not-https': {
      what: 'This address does not encrypt the connection.',
      act: 'It must begin with https://; without encryption patients’ data may not leave the computer.',
    },
    'not-central': {
      what: 'Something other than central e-registration answers at this address.',
      act: 'Check the address, the part after the slash included.',
    },
    'no-answer': { what: 'Central e-registration does not answer.', act: 'Check internet and VPN, and try again in a moment.' },
    busy: { what: 'Central e-registration is busy now.', act: 'Try again in a minute; the address is right.' },
    'key-invalid': {
      what: 'The file or code holds no key that can sign.',
      act: 'Load the desk’s whole file; a certificate or a public key alone will not do.',
    },
    'desk-refused': {
      what: 'Central e-registration does not know this desk, or the key is not its key.',
      act: 'Check the desk’s identifier; if it is right, ask for a new file.',
    },
    clock: 'This computer’s clock is off by {{minutes}} min. Set it and try again: the desk’s signature counts to the minute.',
    'clinic-refused': {
      what: 'Central e-registration knows this desk, but not in this clinic.',
      act: 'Check the clinic’s identifier.',
    },
    'policy-address': {
      what: 'This computer’s administrator has set another address.',
      act: 'Use the address in the field, or ask for the policy (centralUrl) to be changed.',
    },
    'policy-clinic': {
      what: 'This computer’s administrator has set another clinic.',
      act: 'Load a file of that clinic’s desk, or ask for the policy (clinicId) to be changed.',
    },
    'other-clinic': {
      what: 'This computer holds another clinic’s data, and they cannot pass to this one.',
      act: 'Go back to the former connection; another clinic needs a computer or system user of its own.',
    },
    'not-permitted': {
      what: 'The connection is changed by IT after signing in.',
      act: 'Sign in with an account of the IT role.',
    },
  },
  import: {
    title: 'Last step: the clinic’s data',
    body: 'Load doctors, schedules and booked visits from the former program or spreadsheet. An empty schedule is a beginning, too.',
    open: 'Load files',
    skip: 'Finish without files',
    finish: 'Finish the first run',
  },
  settings: {
    title: 'Connection to central e-registration',
    help: 'A new address, or a new key for this desk. The clinic stays the same.',
    change: 'Change the connection…',
  },
};
