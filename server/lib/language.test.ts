import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { identifyLanguage, openLanguages } from './language.ts'

const shipped = (name: string) =>
  JSON.parse(readFileSync(new URL(`../modules/classification/starter/${name}.json`, import.meta.url), 'utf8'))
const table = openLanguages(shipped('languages'), shipped('function-words'))
const of = (text: string, expected?: string[]) => identifyLanguage(table, text, expected).language

describe('sentences', () => {
  test.each([
    ['en', 'I would like to return the lamp, it does not work.'],
    ['de', 'Ich möchte die Lampe zurückgeben, sie funktioniert nicht.'],
    ['fr', 'Je voudrais retourner la lampe, elle ne fonctionne pas.'],
    ['it', 'Vorrei restituire la lampada, non funziona.'],
    ['es', 'Quisiera devolver la lámpara, no funciona.'],
    ['nl', 'Ik wil de lamp terugsturen, hij doet het niet.'],
    ['sv', 'Jag vill lämna tillbaka lampan, den fungerar inte.'],
    ['pl', 'Chciałbym zwrócić lampę, nie działa.'],
    ['ja', 'ランプが動かないので返品したいです。'],
    ['zh', '这个灯坏了，我想退货。'],
    ['zh', '這個燈壞了，我想退貨。'],
    ['ko', '램프가 작동하지 않아서 반품하고 싶어요.'],
    ['pt', 'Gostaria de devolver o candeeiro, não está a funcionar.'],
    ['ru', 'Хочу вернуть лампу, она не работает.'],
    ['da', 'Jeg vil gerne returnere lampen, den virker ikke, og jeg har ventet længe.'],
    ['tr', 'Lambayı iade etmek istiyorum, çalışmıyor.'],
  ])('%s: %s', (language, text) => {
    expect(of(text)).toBe(language)
  })
})

describe('short and mixed texts', () => {
  test.each([
    ['de', 'wo bleibt mein paket'],
    ['fr', 'colis non reçu'],
    ['es', 'pedido no recibido'],
    ['it', 'pacco non arrivato'],
    ['en', 'REFUND NOW'],
    ['zh', 'iPhone15手机壳坏了'],
    ['ja', '返品希望'],
    ['ja', '国民運動連合所属'],
    ['zh', '瓦倫蒂諾試圖讓角'],
    ['de', 'Bestellung 302-1234567-1234567 nicht angekommen, siehe https://example.com/en/help'],
  ])('%s: %s', (language, text) => {
    expect(of(text)).toBe(language)
  })
})

test('without letters there is no language', () => {
  for (const text of ['', '123', '?!', 'https://example.com', 'B0ABC12345']) expect(of(text)).toBeUndefined()
})

test('the languages of the store decide what the words leave open', () => {
  expect(of('希望交換', ['ja'])).toBe('ja')
  expect(of('希望交換', ['zh'])).toBe('zh')
  expect(of('Ik wil mijn geld terug', ['de'])).toBe('nl')
})

test('confidence is higher for a sentence than for a name', () => {
  const sure = identifyLanguage(table, 'Where is my order? It should have arrived last week.')
  const unsure = identifyLanguage(table, 'Simon')
  expect(sure.confidence).toBeGreaterThan(0.9)
  expect(unsure.confidence).toBeLessThan(sure.confidence)
})
