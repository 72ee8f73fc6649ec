import { describe, expect, test } from 'vitest'
import type { ContentClass } from '../stores/index.ts'
import { languageOf } from './rules.language.ts'
import { lint } from './rules.lint.ts'
import { openPhraseBook, type PhraseBook, phraseFault } from './rules.phrases.ts'
import type { Outgoing, OutgoingRules } from './schema.findings.ts'
import type { StarterLetter } from './schema.starter.ts'
import type { LetterLanguage } from './schema.ts'
import { type TemplateValues, variables } from './schema.values.ts'
import { faultsIn, fill, type LetterSource, variablesIn } from './service.engine.ts'
import { shippedLetters, shippedPhrases, wholeText } from './starter/rows.ts'

const letters = shippedLetters()
const phrases = shippedPhrases()
  .filter(({ enabled }) => enabled)
  .flatMap((group) => group.phrases.map((pattern) => ({ ...group, pattern })))
const languages = ['en', 'de', 'fr', 'it', 'es', 'ja'] as const

const samples = Object.fromEntries(
  Object.entries(variables).map(([name, { sample }]) => [name, sample]),
) as TemplateValues

const sourceOf = (letter: StarterLetter, language: LetterLanguage): LetterSource => {
  const text = letter.texts[language]
  if (!text) throw new Error(`${letter.key} has no ${language} text`)
  return { subject: text.subject ?? null, body: wholeText(text.body), meaning: wholeText(letter.meaning.body) }
}
const each = letters.map((letter) => [letter.key, letter] as const)
const books = new Map<string, PhraseBook>()
const bookOf = (language: string, marketplaceKind: string): PhraseBook => {
  const key = `${language} ${marketplaceKind}`
  const book = books.get(key) ?? openPhraseBook(phrases, language, marketplaceKind)
  books.set(key, book)
  return book
}

const strictest: readonly ContentClass[] = [
  'marketing',
  'coupon',
  'thanks-only',
  'review-incentive',
  'review-removal',
  'review-repeat',
  'email-address',
  'phone-number',
  'external-link',
  'profanity',
  'off-marketplace-offer',
]
const rulesFor = (marketplaceKind: OutgoingRules['marketplaceKind']): OutgoingRules => ({
  marketplaceKind,
  forbidden: marketplaceKind === 'own-shop' ? [] : strictest,
  lengthMax: marketplaceKind === 'own-shop' ? null : 2000,
  attachmentCountMax: 5,
  attachmentBytesMax: 10_000_000,
  proactiveOrderNumber: marketplaceKind === 'amazon',
  proactiveDays: marketplaceKind === 'amazon' ? 30 : null,
  restockingFee: { allowed: true, maxPercent: 15, maxInPolicy: 15 },
})

describe('the letters that every workspace begins with', () => {
  test('are at least 40, each with its own key, in six languages', () => {
    expect(letters.length).toBeGreaterThanOrEqual(40)
    expect(new Set(letters.map(({ key }) => key)).size).toBe(letters.length)
    for (const letter of letters) expect(Object.keys(letter.texts).sort()).toEqual([...languages].sort())
  })

  test.each(each)('%s uses only what letters may use', (_key, letter) => {
    for (const language of languages) expect(faultsIn(sourceOf(letter, language))).toEqual([])
  })

  test.each(each)('%s says the same in all languages', (_key, letter) => {
    const shape = (language: LetterLanguage) => {
      const source = sourceOf(letter, language)
      return {
        variables: variablesIn(source),
        marks: source.body.match(/\[\[[^\]]*\]\]/g) ?? [],
        tests: (source.body.match(/\{% if [^%]*%\}/g) ?? []).sort(),
        steps: (source.body.match(/^(?:- |・|\d\. )/gm) ?? []).length,
        hasSubject: source.subject !== null,
      }
    }
    const english = shape('en')
    for (const language of languages) expect({ language, ...shape(language) }).toEqual({ language, ...english })
    const meaning = wholeText(letter.meaning.body)
    expect(variablesIn({ subject: null, body: meaning })).toEqual(
      variablesIn({ subject: null, body: sourceOf(letter, 'en').body }),
    )
    expect(meaning.match(/\[\[[^\]]*\]\]/g) ?? []).toEqual(english.marks)
  })

  test.each(each.flatMap(([key, letter]) => languages.map((language) => [key, language, letter] as const)))(
    '%s in %s is found fit to send wherever it is meant for',
    (_key, language, letter) => {
      const source = sourceOf(letter, language)
      const mended = { ...source, body: source.body.replace(/\[\[[^\]]*\]\]/g, '…') }
      for (const marketplaceKind of letter.marketplaces) {
        const withLinks = marketplaceKind === 'own-shop'
        const filled = fill(mended, samples, { language, zone: 'Europe/Berlin' }, { withLinks })
        expect(filled.problems).toEqual([])
        expect(filled.missing).toEqual([])
        expect(languageOf(filled.text)).toBe(language)
        const outgoing: Outgoing = {
          subject: filled.subject,
          body: filled.text,
          language,
          buyerLanguages: [language],
          missing: filled.missing,
          attachments: letter.attachment ? [{ name: 'file.pdf', size: 80_000 }] : [],
          orderNumber: '302-4459871-2291564',
          knownNumbers: ['00340434161094042557'],
          ownHost: null,
          proactive: letter.proactive ? { daysSinceOrder: 3 } : null,
          template: {
            marketplaces: letter.marketplaces,
            proactive: letter.proactive ?? false,
            attachment: letter.attachment ?? null,
          },
          rules: rulesFor(marketplaceKind),
        }
        expect(lint(outgoing, bookOf(language, marketplaceKind))).toEqual([])
      }
    },
  )

  test.each(each)('%s can be sent without knowing the name of the buyer', (_key, letter) => {
    const { 'buyer.name': _name, 'buyer.first_name': _first, ...nameless } = samples
    for (const language of languages) {
      const filled = fill(sourceOf(letter, language), nameless, { language, zone: 'Europe/Berlin' })
      expect(filled.missing).toEqual([])
      expect(filled.text).not.toMatch(/\{\{|\}\}|\{%/)
    }
  })

  test('ask for what is missing by name, and never leave a blank', () => {
    const letter = letters.find(({ key }) => key === 'refund.issued')
    if (!letter) throw new Error('there is no refund letter')
    const filled = fill(sourceOf(letter, 'de'), { 'store.name': 'Hallomöbel' }, { language: 'de', zone: 'UTC' })
    expect(filled.missing).toEqual(['order.number', 'refund.amount', 'agent.name'])
    expect(filled.text).toContain('{{ refund.amount }}')
  })
})

test('every shipped phrase can be searched for', () => {
  expect(phrases.filter(({ pattern }) => phraseFault(pattern) !== null)).toEqual([])
})
