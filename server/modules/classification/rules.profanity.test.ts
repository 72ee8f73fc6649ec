import { describe, expect, test } from 'vitest'
import { read } from '../../lib/text.reading.ts'
import { findProfanity, makeProfanityBooks } from './rules.profanity.ts'
import { readShipped } from './starter/shipped.ts'

const books = makeProfanityBooks(await readShipped('profanity'))
const rude = (language: string, text: string) =>
  read(text)
    .map((sentence) => findProfanity(books, sentence, language))
    .find((hit) => hit !== undefined)

describe('rude', () => {
  test.each([
    ['en', 'this is bullshit', 'bullshit'],
    ['en', 'give me my fucking money', 'fucking'],
    ['en', 'what a piece of sh1t', 'sh1t'],
    ['en', 'F**k you', 'F**k'],
    ['en', 'f.u.c.k this', 'f.u.c.k'],
    ['en', 's h i t happens', 's h i t'],
    ['en', 'fuuuuck', 'fuuuuck'],
    ['en', 'You @sshole!', '@sshole'],
    ['en', 'damn it, refund me', 'damn'],
    ['en', 'fυck'.replace('υ', 'u'), 'fuck'],
    ['de', 'So eine Scheiße', 'Scheiße'],
    ['de', 'Scheiss Laden', 'Scheiss'],
    ['de', 'what the fuck', 'fuck'],
    ['fr', 'Putain, ça marche pas', 'Putain'],
    ['it', 'Siete degli stronzi', 'stronzi'],
    ['es', 'Devuélvanme el dinero, coño', 'coño'],
    ['nl', 'Klotewinkel', 'Klotewinkel'],
    ['sv', 'jävla skit', 'jävla'],
    ['pl', 'kurwa mać', 'kurwa'],
    ['ja', 'ふざけんな', 'ふざけんな'],
    ['zh', '他妈的什么东西', '他妈的'],
    ['zh', '他媽的什麼東西', '他媽的'],
  ])('%s: %s', (language, text, quote) => {
    expect(rude(language, text)?.quote).toBe(quote)
  })
})

describe('not rude', () => {
  test.each([
    ['en', 'I live in Scunthorpe and like shiitake'],
    ['en', 'damn good product'],
    ['en', 'a Galaxy A55 case for Dick Tracy fans'],
    ['en', 'the glass is broken, assess the damage in the class'],
    ['de', 'der Stoff ist zu dick'],
    ['de', 'die hellen Lampen, das Ass im Ärmel'],
    ['fr', 'une pédale de vélo'],
    ['it', 'sega circolare e cavolo nero'],
    ['es', 'el año pasado compré un cono'],
    ['nl', 'het gat in de paal en de muts'],
    ['sv', 'slut i lager, fläkt'],
    ['pl', 'pedał do roweru, duplikat faktury'],
    ['ja', '早くそれを送ってください。カスタマーセンター、背景ボケ'],
    ['zh', '妈妈的礼物，我操作了一下，生日你好'],
  ])('%s: %s', (language, text) => {
    expect(rude(language, text)).toBeUndefined()
  })
})

test('abuse comes before mild swearing', () => {
  expect(rude('en', 'damn, this is shit')?.meaning).toBe('strong')
  expect(rude('en', 'damn')?.meaning).toBe('mild')
})
