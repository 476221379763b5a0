/** Settings of the clinic by which its key travels (core/desk/access). The program saves them by itself: nobody is asked about a refused one. */
export const ringName = 'clinic-key';
/** Does not begin as an account's name does. */
export const personKeyPrefix = 'person-key-';

export const isKeySetting = (name: string): boolean => name === ringName || name.startsWith(personKeyPrefix);
