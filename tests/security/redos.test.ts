import { expect, test } from 'vitest'
import { searchTokens } from '../../server/lib/text.search.ts'
import { sentences } from '../../server/lib/text.ts'
import { readAmazon } from '../../server/modules/channels/rules.amazon.ts'
import { readEbay } from '../../server/modules/channels/rules.ebay.ts'
import { findIdentifiers } from '../../server/modules/classification/rules.identifiers.ts'
import { customerWords, foldAddress } from '../../server/modules/customers/rules.ts'
import { answerSubject } from '../../server/modules/messages/rules.ts'
import { orderNumbersIn } from '../../server/modules/stores/rules.places.ts'
import { lint } from '../../server/modules/templates/rules.lint.ts'
import { bookOf, letter } from '../outgoing.ts'

// Text of strangers that is read in the process that serves everybody (the reading of mails itself has a process and a
// time of its own). An expression that compares every sign with every other takes minutes here, and the test its end.

/** Repeated, these make expressions try again at every place: found by recheck 4.5.0 on the expressions of the source. */
const pumps = [
  ...['\t', ' ', '.', '1', 'a@', '> ', '一', '。', '"’', "A'", '「“「', '{{', '[[', '{#AA:', '-', '1-', 'aA1-'],
  ...[
    '0_A',
    "O\tUL'",
    '[入力u',
    '(dbdu机',
    '@t',
    '=?',
    ',',
    '!',
    '+',
    '*',
    '<',
    '(',
    '\n',
    'ASIN ',
    'tracking ',
    'SOFA-3-',
  ],
]
const beginnings = ['', 'ASIN', 'Re', '返信', 'AA_0_AAAA', '<@', '--']

const readings: readonly [string, number, (text: string) => unknown][] = [
  ['a mail by Amazon', 100_000, (text) => readAmazon(factsOf(text))],
  ['a mail by eBay', 20_000, (text) => readEbay(factsOf(text))],
  ['its order numbers', 100_000, (text) => orderNumbersIn(text, ['999-9999999-9999999', 'X{4,30}X{4,30}'])],
  ['its other numbers', 30_000, (text) => findIdentifiers(text)],
  ['its sentences', 100_000, (text) => sentences(text)],
  ['its words', 50_000, (text) => searchTokens(text, 'en')],
  ['its subject', 50_000, (text) => answerSubject(text)],
  ['its sender', 2_000, (text) => [customerWords(text, [text]), foldAddress('email', text)]],
  ['a letter of ours', 20_000, (text) => lint(letter(text), bookOf('en', 'amazon'))],
]

const factsOf = (text: string) => ({
  ...{ alias: 'a@marketplace.amazon.com', fromName: text.slice(0, 500), subject: text.slice(0, 2_000) },
  ...{ text, visible: text, header: () => undefined },
})

test.each(readings)('no repetition makes %s take for ever (class: ReDoS, ASVS 1.3.12)', (_what, length, read) => {
  for (const beginning of beginnings)
    for (const pump of beginning ? [' ', '\t', '@'] : pumps) {
      const text = `${beginning}${pump.repeat(Math.ceil(length / pump.length))}\0`
      expect(() => read(text)).not.toThrow()
    }
})
