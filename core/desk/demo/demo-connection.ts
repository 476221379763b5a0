import { existsSync } from 'node:fs';
import type { DeskConnection } from '../desk-connection.ts';
import { askDemoClient, CentralNotReached, makeDemoClinic, readClientFile } from './demo-client.ts';
import { centralFolder, type EmbeddedCentral, startEmbeddedCentral } from './embedded-central.ts';

export interface DemoConnectionOptions {
  dataDir: string;
  /** `--central URL`; null = the folder's own. */
  central: string | null;
  /** `--client FILE`; null = central is asked for a demo account. */
  clientFile: string | null;
  /** May a central of its own be made for a folder that has none? */
  mayEmbed: boolean;
  /** Name of the empty clinic that a new folder gets; null = it gets the first clinic that central lists. */
  newClinic: string | null;
}

export interface DemoConnection {
  /** For `openDesk`: called when the folder is owned. null = whatever connection the folder keeps. */
  connect(clinicId: string | null): Promise<DeskConnection | null>;
  /** Starts the folder's own central and tells its address; it is then the one to connect to. */
  start(): Promise<string>;
  /** Central's address, once connected to one by name or to the folder's own. */
  central(): string | null;
  /** Ends the folder's own central. */
  stop(): Promise<void>;
}

/** How the preview and the command line find their central: the one that is named, else the folder's own, else the kept one. */
export function demoConnection(options: DemoConnectionOptions): DemoConnection {
  let central = options.central;
  let embedded: EmbeddedCentral | null = null;

  async function start(): Promise<string> {
    embedded ??= await startEmbeddedCentral(options.dataDir);
    central = embedded.url;
    return central;
  }

  async function connect(clinicId: string | null): Promise<DeskConnection | null> {
    const ownCentral = existsSync(centralFolder(options.dataDir)) || (options.mayEmbed && clinicId === null);
    if (central === null && options.clientFile === null && ownCentral) {
      await start();
    }
    if (options.clientFile !== null) return readClientFile(options.clientFile, central);
    if (central === null) return null;
    if (clinicId === null && options.newClinic !== null) return makeDemoClinic(central, options.newClinic);
    try {
      return await askDemoClient(central, clinicId);
    } catch (error) {
      // A desk that knows its account starts without central too; the demo's key may have to wait for the next start.
      if (error instanceof CentralNotReached && clinicId !== null) return null;
      throw error;
    }
  }

  return {
    async connect(clinicId) {
      const connection = await connect(clinicId);
      if (connection) central ??= new URL(connection.fhirUrl).origin;
      return connection;
    },
    start,
    central: () => central,
    async stop() {
      await embedded?.stop();
    },
  };
}
