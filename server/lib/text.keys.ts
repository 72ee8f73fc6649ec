import { fold, words } from './text.ts'

/**
 * The form in which two writings of a reference number, as of an order, are the same: full-width characters are plain
 * ones, what is neither a letter nor a figure is left out, and a letter that is mistaken for a figure is that figure.
 */
export const numberKey = (number: string): string =>
  number
    .normalize('NFKC')
    .replace(/[^0-9A-Za-z]/g, '')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')

/** The form in which two writings of a person's name are the same: its words folded, in the order of the alphabet. */
export const nameKey = (name: string): string =>
  words(fold(name))
    .sort((one, other) => (one < other ? -1 : one > other ? 1 : 0))
    .join(' ')
