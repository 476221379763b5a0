import { oc, type } from '@orpc/contract';
import * as input from './access-inputs.ts';
import type * as view from './access-views.ts';
import type { CommandResult } from './views.ts';

/** Who sits at the desk. Everything here but `get` is an act of the person at the screen. */
export const sessionContract = {
  get: oc.output(type<view.SessionView>()),
  signIn: oc.input(input.signIn).output(type<view.AccessResult>()),
  /** Quick return of a person known at this desk. */
  unlock: oc.input(input.unlock).output(type<view.AccessResult>()),
  lock: oc.output(type<view.SessionView>()),
  signOut: oc.output(type<view.SessionView>()),
  /** Somebody is there: puts the idle lock off. */
  touch: oc.output(type<null>()),
  firstAdministrator: oc.input(input.firstAdministrator).output(type<view.FirstAdministratorResult>()),
  /** The recovery code is on paper: it is shown no more. */
  codeIsWrittenDown: oc.output(type<view.SessionView>()),
  /** The first run's import is done, or not wanted. */
  endFirstRun: oc.output(type<view.SessionView>()),
  /** A new password for an account by IT's recovery code. */
  recover: oc.input(input.recover).output(type<view.AccessResult>()),
  changePassword: oc.input(input.changePassword).output(type<view.AccessResult>()),
  setPin: oc.input(input.setPin).output(type<view.AccessResult>()),
};

export const accountsContract = {
  list: oc.output(type<view.AccountView[]>()),
  save: oc.input(input.saveAccount).output(type<CommandResult>()),
  /** Makes the data of this computer unreadable for good, for a computer that is given away; asks for the own password. */
  destroyDesk: oc.input(input.ownPassword).output(type<view.AccessResult>()),
  /** A new data key for this computer: core ends and comes back with it; everybody signs in again. */
  rotateKeys: oc.input(input.rotateKeys).output(type<view.AccessResult>()),
  clinicKey: oc.output(type<view.ClinicKeyView>()),
  /** A new key of the clinic for all its desks, when somebody with access has left; ends when central has taken it. */
  rotateClinicKey: oc.input(input.rotateKeys).output(type<view.AccessResult>()),
  /** After how many idle minutes this desk locks. */
  setLockTime: oc.input(input.lockTime).output(type<view.SessionView>()),
};
