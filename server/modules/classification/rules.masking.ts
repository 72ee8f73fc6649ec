import { excerpt } from '../../lib/text.ts'
import { findIdentifiers } from './rules.identifiers.ts'

/** Enough of a letter to learn from. */
const KEPT_CHARACTERS = 2_000

const links = /https?:\/\/\S+|www\.\S+/giu
const mails = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu
const numbers = /(?<![\p{L}\p{N}])\+?\d[\d\s()./-]{4,}\d(?![\p{L}\p{N}])/gu
const greeting =
  /^((?:hi|hello|hey|dear|hallo|guten (?:tag|morgen|abend)|sehr geehrter? (?:herr|frau)|bonjour|salut|buongiorno|salve|ciao|hola|buenos d[ií]as|goedendag|beste|hej|dzie[ńn] dobry|witam)[ ,]+)\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?/gimu

/**
 * A letter without what points to a person: links, addresses, order and telephone numbers, the name in the greeting.
 * What is left is enough to learn what the letter was about, and is kept on one line.
 */
export function maskPersonal(text: string): string {
  let rest = text.replace(links, ' ').replace(mails, ' ')
  for (const { start, end } of findIdentifiers(rest).reverse()) rest = `${rest.slice(0, start)}0${rest.slice(end)}`
  return excerpt(rest.replace(numbers, '0').replace(greeting, '$1'), KEPT_CHARACTERS)
}
