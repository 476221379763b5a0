import { type ChosenFile, chosen, dataFilesOf } from './read-files.ts';

/** What was dropped: files as they are, of folders the data files directly inside. */
export async function droppedFiles(transfer: DataTransfer): Promise<ChosenFile[]> {
  // The entries must be taken before the first await: afterwards the browser forgets what was dropped.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return chosen(transfer.files);
  const files = await Promise.all(entries.map(filesOf));
  return chosen(files.flat());
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return [await fileOf(entry)];
  if (!isFolder(entry)) return [];
  const inside = dataFilesOf((await entriesOf(entry)).filter(isFile));
  return Promise.all(inside.map(fileOf));
}

/** A folder is read in portions of at most a hundred, until an empty one. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return all;
    all.push(...portion);
  }
}

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject));
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
