import { expect, it } from 'vitest';
import { centralAddress } from './central-address.ts';

it.each([
  ['cer.example', 'https://cer.example/fhir'],
  [' https://cer.example/ ', 'https://cer.example/fhir'],
  ['https://cer.example/fhir', 'https://cer.example/fhir'],
  ['https://cer.example/fhir/', 'https://cer.example/fhir'],
  ['https://cer.example:8443/r4', 'https://cer.example:8443/r4'],
  ['http://127.0.0.1:8480', 'http://127.0.0.1:8480/fhir'],
  ['http://[::1]:8480', 'http://[::1]:8480/fhir'],
  ['http://localhost:8480/fhir', 'http://localhost:8480/fhir'],
])('%j is %s', (typed, fhirUrl) => expect(centralAddress(typed)).toEqual({ ok: true, fhirUrl }));

it.each([
  ['', 'address-invalid'],
  ['nasza przychodnia', 'address-invalid'],
  ['ftp://cer.example', 'address-invalid'],
  ['https://user:secret@cer.example', 'address-invalid'],
  ['file:///etc/passwd', 'address-invalid'],
  ['http://cer.example', 'not-https'],
  ['http://127.0.0.1.cer.example', 'not-https'],
])('%j is refused: %s', (typed, why) => expect(centralAddress(typed)).toEqual({ ok: false, why }));
