import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { parseMail } from './parse.ts'

/** Without the narrowing that the library's own types do. */
const knows = (label: string): boolean => iconv.encodingExists(label)

describe('charsets (M3): text comes back as it was written', () => {
  const samples: Record<string, string> = {
    latin: 'Größe café naïve',
    'central european': 'Žluťoučký kůň, łódź',
    cyrillic: 'Лампа сломана',
    greek: 'Η λάμπα έσπασε',
    hebrew: 'המנורה שבורה',
    arabic: 'المصباح مكسور',
    thai: 'โคมไฟเสีย',
    turkish: 'Işık çalışmıyor, ğ',
    baltic: 'Šviesa neveikia ąčę',
    vietnamese: 'Đèn',
    simplified: '台灯坏了，请退款',
    traditional: '檯燈壞了，請退款',
    japanese: 'ランプが壊れました。交換お願いします',
    korean: '램프가 고장났어요',
    plain: 'The lamp is broken',
  }
  const labels = [
    ...[
      'utf-8',
      'utf8',
      'UTF-8',
      'utf-16',
      'utf-16le',
      'utf-16be',
      'utf-7',
      'utf-32',
      'utf-32le',
      'utf-32be',
      'us-ascii',
      'ascii',
    ],
    ...Array.from({ length: 16 }, (_, at) => `iso-8859-${at + 1}`).filter((label) => label !== 'iso-8859-12'),
    ...Array.from({ length: 16 }, (_, at) => `iso8859-${at + 1}`).filter((label) => label !== 'iso8859-12'),
    ...['latin1', 'latin2', 'latin5', 'l1', 'cyrillic', 'greek', 'hebrew', 'arabic'],
    ...Array.from({ length: 9 }, (_, at) => `windows-125${at}`),
    ...Array.from({ length: 9 }, (_, at) => `cp125${at}`),
    ...Array.from({ length: 9 }, (_, at) => `x-cp125${at}`),
    ...[
      'windows-874',
      'tis-620',
      'koi8-r',
      'koi8-u',
      'koi8-ru',
      'koi8-t',
      'macintosh',
      'x-mac-cyrillic',
      'macroman',
      'maccroatian',
      'macgreek',
      'macturkish',
      'maciceland',
      'macromania',
      'macukraine',
      'maccyrillic',
      'macthai',
    ],
    ...[
      'cp437',
      'cp737',
      'cp775',
      'cp850',
      'cp852',
      'cp855',
      'cp856',
      'cp857',
      'cp858',
      'cp860',
      'cp861',
      'cp862',
      'cp863',
      'cp864',
      'cp865',
      'cp866',
      'cp869',
      'cp922',
      'cp1046',
      'cp1124',
      'cp1125',
      'cp1129',
      'cp1133',
      'cp1161',
      'cp1162',
      'cp1163',
      'ibm437',
      'ibm850',
      'ibm852',
      'ibm855',
      'ibm866',
    ],
    ...[
      'gb2312',
      'gbk',
      'gb18030',
      'cp936',
      'ms936',
      'x-gbk',
      'euc-cn',
      'big5',
      'big5-hkscs',
      'cp950',
      'x-big5',
      'cn-big5',
    ],
    ...[
      'shift_jis',
      'shift-jis',
      'sjis',
      'x-sjis',
      'cp932',
      'windows-31j',
      'ms_kanji',
      'euc-jp',
      'x-euc-jp',
      'euc-kr',
      'ks_c_5601-1987',
      'ks_c_5601',
      'cp949',
      'ms949',
      'ksc5601',
      'windows-949',
    ],
    ...['viscii', 'tcvn', 'armscii8', 'georgianacademy', 'georgianps', 'pt154', 'rk1048', 'mik', 'hproman8'],
  ]
  const known = labels.filter(
    (label) =>
      knows(label) || ['utf8', 'x-gbk', 'x-big5', 'x-sjis', 'x-euc-jp', 'ks_c_5601', 'macthai'].includes(label),
  )

  test(`${labels.length} labels`, () => {
    const wrong: string[] = []
    let checked = 0
    for (const label of known) {
      const encoder = knows(label) ? label : label.replace(/^x-/, '').replace('ks_c_5601', 'ks_c_5601-1987')
      for (const [language, text] of Object.entries(samples)) {
        const bytes = iconv.encode(text, encoder)
        // Only what the charset can hold at all can come back.
        if (iconv.decode(bytes, encoder) !== text) continue
        checked++
        const headers = `From: a@b.example\r\nContent-Type: text/plain; charset="${label}"\r\nContent-Transfer-Encoding: base64\r\n\r\n`
        const [section] = parseMail(Buffer.from(headers + bytes.toString('base64'))).sections
        if (section?.plain !== text) wrong.push(`${label} ${language}: ${section?.plain}`)
        const subject = parseMail(
          Buffer.from(`From: a@b.example\r\nSubject: =?${label}?B?${bytes.toString('base64')}?=\r\n\r\n`),
        ).subject
        if (subject !== text) wrong.push(`${label} ${language} in a header: ${subject}`)
      }
    }
    expect(wrong).toEqual([])
    expect(checked).toBeGreaterThan(200)
  })

  test.each([
    ['iso-2022-jp', '\u001b$B%i%s%W\u001b(B', 'ランプ'],
    ['iso-2022-kr', '\u001b$)C\u000e7%GA\u000f OK', '램프 OK'],
    ['hz-gb-2312', '~{L(5F~} OK', '台灯 OK'],
    ['us-ascii', '\u001b$B%i%s%W\u001b(B', 'ランプ'],
  ])('seven bits, shifted: %s', (label, body, text) => {
    const raw = `From: a@b.example\r\nContent-Type: text/plain; charset=${label}\r\n\r\n${body}`
    expect(parseMail(Buffer.from(raw)).sections[0]?.plain).toBe(text)
  })
})
