import type { Page } from '@playwright/test';
import type { DemoClient } from './central.ts';

/** A desk as a person meets it: a program that can be started, quit and killed, and its screen. */
export interface Desk {
  /** The screen of the running program. */
  readonly page: Page;
  /** The data folder of core. */
  readonly dataFolder: string;
  /** What the content policy refused to the page so far. */
  readonly refusedByPolicy: string[];
  start(): Promise<void>;
  /** As a person would: the journal is on the disk afterwards. */
  quit(): Promise<void>;
  /** Core's process alone ends at once, as by a crash; the program goes on. */
  crashCore(): Promise<void>;
  /** What it wrote about itself so far. */
  log(): string;
}

export interface DeskAccount {
  central: string;
  client: DemoClient;
}
