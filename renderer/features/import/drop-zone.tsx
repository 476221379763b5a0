import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './drop-zone.module.css';
import { droppedFiles } from './dropped-files.ts';
import { type ChosenFile, chosen, dataFilesOf } from './read-files.ts';

/** Drop a folder or files, or choose them; both ways lead to the dry run. */
export function DropZone({ onFiles }: { onFiles(files: ChosenFile[] | Promise<ChosenFile[]>): void }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles(droppedFiles(event.dataTransfer));
  };
  return (
    // Dropping is for the pointer alone: the two buttons inside do the same for the keyboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={styles.zone}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <IconFileImport size={34} stroke={1.3} aria-hidden />
      <p className={styles.title}>{t(over ? 'importing.drop.now' : 'importing.drop.title')}</p>
      <div className={styles.buttons}>
        <Button onClick={() => folder.current?.click()}>{t('importing.drop.folder')}</Button>
        <Button variant="default" onClick={() => files.current?.click()}>
          {t('importing.drop.files')}
        </Button>
      </div>
      <p className={styles.help}>{t('importing.drop.help')}</p>
      <input
        ref={folder}
        type="file"
        hidden
        multiple
        data-choose="folder"
        {...{ webkitdirectory: '' }}
        onChange={(event) => onFiles(chosen(dataFilesOf([...(event.currentTarget.files ?? [])].filter(isDirectlyInside))))}
      />
      <input
        ref={files}
        type="file"
        hidden
        multiple
        data-choose="files"
        accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain"
        onChange={(event) => onFiles(chosen(event.currentTarget.files ?? []))}
      />
    </div>
  );
}

/** The folder itself, not what lies in folders below it. */
const isDirectlyInside = (file: File) => file.webkitRelativePath.split('/').length <= 2;
