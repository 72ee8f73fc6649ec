import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgedReplies, readReplies, shippedIntents } from '../../../tests/measures/replies.ts'
import { intentLanguages } from './rules.intent.shipped.ts'
import { intentOf } from './rules.intent.ts'

const known = await shippedIntents()
const read = (text: string, language = 'en') => intentOf(text, language, known)

test('what ends or books a return is hardly ever wrong, and what is not sure is left to a person', async () => {
  const { figures, languages } = await readReplies()
  for (const { what, value, target = 0 } of figures) expect(value, what).toBeGreaterThanOrEqual(target)
  for (const { name, of, right } of languages) expect(right / of, name).toBeGreaterThanOrEqual(0.75)
})

test('the judged replies cover every language and intent, and none was trained with', async () => {
  const { intentExamples } = await (await import('./starter/shipped.ts')).readIntentFiles()
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')
  const trained = new Set(Object.values(intentExamples).flatMap((by) => Object.values(by).flat().map(plain)))
  expect(judgedReplies.length).toBeGreaterThanOrEqual(300)
  expect(new Set(judgedReplies.map(([language]) => language))).toEqual(new Set(intentLanguages))
  expect(judgedReplies.filter(([, , text]) => trained.has(plain(text)))).toEqual([])
})

describe('a negation turns the meaning', () => {
  test.each([
    ['en', 'I accept your offer.', "I don't accept your offer."],
    ['de', 'Ich nehme Ihr Angebot an.', 'Ich nehme Ihr Angebot nicht an.'],
    ['fr', "J'accepte votre offre.", "Je n'accepte pas votre offre."],
    ['it', 'Accetto la vostra offerta.', 'Non accetto la vostra offerta.'],
    ['es', 'Acepto su oferta.', 'No acepto su oferta.'],
    ['nl', 'Ik ga akkoord.', 'Ik ga niet akkoord.'],
    ['sv', 'Jag accepterar erbjudandet.', 'Jag accepterar inte erbjudandet.'],
    ['pl', 'Zgadzam się na opłatę.', 'Nie zgadzam się na opłatę.'],
    ['pt', 'Aceito a vossa oferta.', 'Não aceito a vossa oferta.'],
    ['ja', '手数料に同意します。', '手数料に同意できません。'],
    ['zh', '我同意。', '我不同意。'],
  ])('%s: %s', (language, accepts, insists) => {
    expect(read(accepts, language).intent).toBe('accepts')
    expect(read(insists, language).intent).toBe('insists')
  })

  test.each([
    ['en', 'I will keep it.', 'I will not keep it.'],
    ['de', 'Ich behalte den Stuhl.', 'Ich behalte den Stuhl nicht.'],
    ['fr', 'Je le garde.', 'Je ne le garde pas.'],
    ['nl', 'Ik hou het.', 'Ik hou het niet.'],
    ['sv', 'Jag behåller den.', 'Jag behåller den inte.'],
  ])('%s: %s', (language, givesUp, insists) => {
    expect(read(givesUp, language).intent).toBe('gives-up')
    expect(read(insists, language).intent).toBe('insists')
  })
})

describe('what books or ends a return is not proposed', () => {
  test.each([
    ['on a condition', 'If you give me 50 % back I will keep it.', 'intent.conditional'],
    ['with a restriction', 'I accept the fee, but I also want a new lamp.', 'intent.restricted'],
    ['beside the contrary', 'I accept the fee. I am not paying for the postage.', 'intent.mixed'],
    ['of a courtesy', 'Ok.', 'intent.unsure'],
    ['of nothing', '', 'intent.nothing-said'],
  ])('%s', (_why, text, code) => {
    expect(read(text)).toMatchObject({ intent: 'unclear', reasons: [{ code }] })
  })
  test.each(['Can I keep it?', 'Do I have to accept the fee?', 'Darf ich ihn behalten?'])(
    'of a question: %s',
    (text) => {
      expect(read(text, text.startsWith('Darf') ? 'de' : 'en').intent).not.toMatch(/accepts|gives-up/)
    },
  )
})

test('the buyer’s sentence and words show it, and what it might be besides', () => {
  expect(read('Dear Sir or Madam. Thank you for the letter. I refuse to pay 15 percent. Regards')).toMatchObject({
    intent: 'insists',
    sentence: 'I refuse to pay 15 percent.',
    reasons: [{ code: 'intent.rule', about: 'refuse', quote: 'refuse' }],
  })
})

test('accepting and asking where to send it is accepting; any other question comes first', () => {
  expect(read('I accept the fee. What is the return address?').intent).toBe('accepts')
  expect(read('I accept the fee. How much would I get back?').intent).toBe('asks')
})

test('what was quoted does not count', () => {
  expect(read('I will keep it, thanks.\n\nOn Monday the shop wrote:\n> we do not accept returns').intent).toBe(
    'gives-up',
  )
})

test('the same reply gives the same proposal, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...judgedReplies.map(([, , text]) => text)), fc.string({ unit: 'grapheme' })), {
        maxLength: 6,
      }),
      fc.constantFrom(...intentLanguages, 'ko'),
      (parts, language) => {
        const text = parts.join(' ')
        const found = read(text, language)
        expect(found).toEqual(read(text, language))
        expect(found.confidence).toBeGreaterThanOrEqual(0)
        expect(found.confidence).toBeLessThanOrEqual(1)
        expect(found.reasons).toHaveLength(1)
        expect(found.others.map(({ intent }) => intent)).not.toContain(found.intent)
        if (found.intent === 'accepts' || found.intent === 'gives-up')
          expect(found.reasons[0]?.code, 'shown by a rule').toBe('intent.rule')
      },
    ),
    { numRuns: 200 },
  )
})
