// Text as it is copied from elsewhere. Pure.

/** Marks that turn text, or take no room: address books put them around their numbers, unseen (Unicode, UAX 9). */
const unseen = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** Without what is not seen, and digits, brackets and spaces of every width as the usual ones. */
export const asTyped = (text: string): string =>
  /[\u0080-\uffff]/.test(text) ? text.replace(unseen, '').normalize('NFKC') : text
