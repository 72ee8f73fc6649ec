import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { read } from '../../lib/text.reading.ts'
import { findProfanity, makeProfanityBooks } from './rules.profanity.ts'
import { readShipped } from './starter/shipped.ts'

const books = makeProfanityBooks(await readShipped('profanity'))
const rude = (language: string, text: string) =>
  read(text)
    .map((sentence) => findProfanity(books, sentence, language))
    .find((hit) => hit !== undefined)

describe('a disguised swear word is quoted as it stands', () => {
  test.each([
    ['en', 'what a piece of sh1t', 'sh1t'],
    ['en', 'S.H.I.T. product', 'S.H.I.T'],
    ['en', 's h 1 t again', 's h 1 t'],
    ['en', 'total shiiiiit', 'shiiiiit'],
    ['en', 'fυck this', 'fυck'],
    ['en', 'ѕһіт', 'ѕһіт'],
    ['en', 'ｆｕｃｋ you', 'ｆｕｃｋ'],
    ['en', 'f​uck', 'f​uck'],
    ['en', 'you phukkers', 'phukkers'],
    ['en', 'f*ck*ng seller', 'f*ck*ng'],
    ['en', 'fu ck off', 'fu ck'],
    ['en', 'you c0ck-munchers', 'c0ck-munchers'],
    ['en', 'what a dick face', 'dick face'],
    ['en', 'You Dick!', 'Dick'],
    ['de', 'So ein Sch3iß!', 'Sch3iß'],
    ['de', 'A r s c h l o c h', 'A r s c h l o c h'],
    ['de', 'Arrrschloch', 'Arrrschloch'],
    ['de', 'Schеiße', 'Schеiße'],
    ['de', 'ＡＲＳＣＨ', 'ＡＲＳＣＨ'],
    ['fr', 'm3rde alors', 'm3rde'],
    ['fr', 'p.u.t.a.i.n', 'p.u.t.a.i.n'],
    ['fr', 'connnnard', 'connnnard'],
    ['fr', 'cоnnard', 'cоnnard'],
    ['fr', 'ｍｅｒｄｅ', 'ｍｅｒｄｅ'],
    ['it', 'c4zzo', 'c4zzo'],
    ['it', 'm e r d a', 'm e r d a'],
    ['it', 'strooonzo', 'strooonzo'],
    ['it', 'stronzо', 'stronzо'],
    ['it', 'ｓｔｒｏｎｚｏ', 'ｓｔｒｏｎｚｏ'],
    ['es', 'm1erda', 'm1erda'],
    ['es', 'p-u-t-a', 'p-u-t-a'],
    ['es', 'mieeeerda', 'mieeeerda'],
    ['es', 'cabrоn', 'cabrоn'],
    ['es', 'ｐｕｔａ', 'ｐｕｔａ'],
    ['nl', 'kl00tzak', 'kl00tzak'],
    ['nl', 'h u f t e r', 'h u f t e r'],
    ['nl', 'klooootzak', 'klooootzak'],
    ['nl', 'hufтer', 'hufтer'],
    ['nl', 'ｈｕｆｔｅｒ', 'ｈｕｆｔｅｒ'],
    ['sv', 'j4vla', 'j4vla'],
    ['sv', 'f i t t a', 'f i t t a'],
    ['sv', 'jäävla', 'jäävla'],
    ['sv', 'fiттa', 'fiттa'],
    ['sv', 'ｈｅｌｖｅｔｅ', 'ｈｅｌｖｅｔｅ'],
    ['pl', 'k0rwa kurw4', 'kurw4'],
    ['pl', 'k.u.r.w.a', 'k.u.r.w.a'],
    ['pl', 'kuuurwa', 'kuuurwa'],
    ['pl', 'kurwа', 'kurwа'],
    ['pl', 'ｋｕｒｗａ', 'ｋｕｒｗａ'],
    ['ja', 'ク ソ野郎', 'ク ソ'],
    ['ja', '死・ね', '死・ね'],
    ['ja', 'ｸｿ会社', 'ｸｿ'],
    ['ja', 'て​めえ', 'て​めえ'],
    ['zh', '傻*逼', '傻*逼'],
    ['zh', '操 你 妈', '操 你 妈'],
    ['zh', '草.泥.马', '草.泥.马'],
    ['zh', '傻ｂ', '傻ｂ'],
    ['zh', 'ｃｎｍ', 'ｃｎｍ'],
    ['zh', '你们是 c.n.m', 'c.n.m'],
  ])('%s: %s', (language, text, quote) => {
    expect(rude(language, text)?.quote).toBe(quote)
  })
})

describe('names, places and things are not rude', () => {
  test.each([
    ['en', 'Scunthorpe, Penistone, Essex, Sussex, Middlesex, Clitheroe, Cockermouth, Cockfosters'],
    ['en', 'Regards,\nDick Johnson'],
    ['en', 'Dear Mr Dick, thanks'],
    ['en', 'Deliver to Andy Dick or Alan Cumming'],
    ['en', 'Dick'],
    ['en', 'Hitchcock, Cockburn, Dickens, Dickinson, Fuchs, Babcock, Hancock, Kuntz, Lipschitz'],
    ['en', 'Dick Van Dyke and Woody Woodpecker'],
    ['en', 'Assisi, Assam, Niger, Nigeria, Nigg'],
    ['en', 'classic brass grass glass compass, cocktail shaker, shuttlecock, cockpit, titanium, analyst, cucumber'],
    ['en', 'fire retardant fabric, a mishit, Shiites, snickers, sniggering, therapist, peacock'],
    ['en', 'my navy fed account; I get kicked out; spick and span'],
    ['de', 'Herr Fuchs aus Titz, Frau Fick, Familie Ficker, Johnny Depp'],
    ['de', 'Kunst, dick, Schwarzer Fuchs, Spinner und Wobbler, Schuhwichse'],
    ['de', 'Petting, Kissing, Wankendorf, Fugging'],
    ['fr', 'une salopette bleue, des sacs à ordures, une tapette à souris'],
    ['fr', 'La comptabilité pour les nuls, livré à Bitche, Condom et Montcuq'],
    ['it', 'Assisi, Cazzago San Martino, una cazzuola, la signora Troia'],
    ['it', 'Cavallo di Troia, Mario Cazzaniga'],
    ['es', 'comida para animales, mi perra de cinco años, capullo de rosa'],
    ['es', 'haz clic, pinche aquí; chinches; señor Marica'],
    ['nl', 'naar Neukirchen bij Kloten'],
    ['nl', 'Meneer Eikel, het slot en de sleutel'],
    ['sv', 'slut på lagret, fläkt, Kukkola, bra fart'],
    ['pl', 'psa i suki, Kutno, ulica Chojnicka, szmata do podłogi'],
    ['ja', 'ファックスで送ります。パチンコ台、ジャクソン、ストイコビッチ、必死ね'],
    ['ja', '背景のボケが綺麗なレンズ。削りカスが出る。うんこドリル'],
    ['zh', '买了几把椅子，靠北边的房间，沙比利木，给你妹妹的'],
    ['zh', '生日你好，今日你们发货吗，轮子滚出轨道，草泥马公仔，妈妈的包'],
  ])('%s: %s', (language, text) => {
    expect(rude(language, text)).toBeUndefined()
  })
})

test('a word spelled letter by letter is seen whatever stands between its letters', () => {
  const between = fc.constantFrom(' ', '.', '-', '_', '*', '·', '/')
  const word = fc.constantFrom(['en', 'bullshit'], ['de', 'arschloch'], ['fr', 'connard'], ['pl', 'kurwa'])
  fc.assert(
    fc.property(word, between, fc.boolean(), ([language = '', plain = ''], sign, loud) => {
      const written = Array.from(loud ? plain.toUpperCase() : plain).join(sign)
      expect(rude(language, `Well, ${written} indeed`)?.meaning).toBe('strong')
    }),
  )
})
