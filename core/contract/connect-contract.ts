import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type * as view from './connect-views.ts';

const mostText = 20_000;
const enrolment = z.object({ text: z.string().max(mostText) });
const connection = z.object({
  /** As typed: `cer.example` will do. */
  address: z.string().max(500),
  clinicId: z.string().trim().min(1).max(100),
  clinicName: z.string().trim().max(200).optional(),
  clientId: z.string().trim().min(1).max(200),
  /** The private key: JWK, PEM, or the enrolment that holds it. null = the one that this desk has. */
  keyText: z.string().max(mostText).nullable(),
});

/** Which central this desk speaks to. Before the first account by whoever installs it, afterwards by IT. */
export const connectContract = {
  view: oc.output(type<view.ConnectView>()),
  /** What a file or code of central's administrator says. */
  read: oc.input(enrolment).output(type<view.EnrolmentView>()),
  /** Tries it: network, encryption, clock, desk, clinic. Keeps nothing. */
  test: oc.input(connection).output(type<view.ConnectResult>()),
  /** Tries it and, when it holds, keeps it; the desk then opens again with it. */
  save: oc.input(connection).output(type<view.ConnectResult>()),
};
