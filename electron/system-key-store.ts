import { safeStorage } from 'electron';
import type { KeyStore } from './data-key.ts';

/** After `app` is ready. On Linux without a key store the plain text backend is chosen; the caller says so aloud. */
export function systemKeyStore(): KeyStore {
  if (process.platform === 'linux' && !safeStorage.isEncryptionAvailable()) safeStorage.setUsePlainTextEncryption(true);
  return {
    isAvailable: () => safeStorage.isEncryptionAvailable(),
    backend: () => (process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform),
    wrap: (text) => safeStorage.encryptString(text),
    unwrap: (wrapped) => safeStorage.decryptString(wrapped),
  };
}
