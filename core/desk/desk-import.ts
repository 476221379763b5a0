import type { ImportProgress, ImportReport } from '../contract/views.ts';

export interface ImportFile {
  name: string;
  base64: string;
}

export interface DeskImport {
  plan(files: ImportFile[]): ImportReport;
  run(files: ImportFile[]): ImportReport;
  progress(): Promise<ImportProgress>;
}
