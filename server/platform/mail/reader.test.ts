import { afterAll, describe, expect, test } from 'vitest'
import { mailLimits } from './limits.ts'
import { openMailReader } from './reader.ts'

const reader = openMailReader()
afterAll(() => reader.close())

const html = (body: string) => Buffer.from(`From: a@b.example\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n${body}`)
const plain = (body: string, headers = '') => Buffer.from(`From: a@b.example\r\n${headers}Subject: x\r\n\r\n${body}`)

test('reads in a process of its own and brings the files over', async () => {
  const raw = Buffer.from(
    'From: a@b.example\r\nContent-Type: image/png; name=p.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw==',
  )
  const { mail } = await reader.read(raw)
  expect(mail?.attachments[0]).toMatchObject({ filename: 'p.png', bytes: Buffer.from('iVBORw==', 'base64') })
})

/** Mails made to keep a reader busy; sizes fit a quick run. */
const hostile: [string, Buffer][] = [
  ['nested elements', html('<div>'.repeat(20_000))],
  ['formatting never closed', html(Array.from({ length: 9_000 }, (_, at) => `<b title="${at}">`).join(''))],
  ['links around paragraphs', html(Array.from({ length: 5_000 }, (_, at) => `<a href="${at}"><p>`).join(''))],
  ['tables in tables', html('<table>'.repeat(6_000))],
  ['attributes', html(`<p ${Array.from({ length: 20_000 }, (_, at) => `a${at}=1`).join(' ')}>x`)],
  ['one long style', html(`<p style="${'color:red;'.repeat(100_000)}">x`)],
  ['quotations in quotations', html('<blockquote>'.repeat(9_000))],
  ['a long list', html(`<ol>${'<li>x'.repeat(9_000)}`)],
  ['lines preformatted', html(`<pre>${'x\n'.repeat(400_000)}`)],
  ['only brackets', html('<'.repeat(1_000_000))],
  ['blanks', plain(`${' '.repeat(5_000_000)}x`)],
  ['lines that look quoted', plain('> a\r\n\r\n'.repeat(500_000))],
  ['lines that look like announcements', plain('On 2026 x\r\n'.repeat(300_000))],
  ['signatures', plain('-- \r\nRegards,\r\n'.repeat(300_000))],
  ['comments', plain('x', `To: ${'('.repeat(200_000)}\r\n`)],
  ['comments in a type', plain('x', `Content-Type: text/plain ${'( '.repeat(100_000)}\r\n`)],
  ['quotes', plain('x', `To: ${'"a\\'.repeat(60_000)}\r\n`)],
  ['encoded words', plain('x', `X: ${'=?utf-8?Q?=41?= '.repeat(12_000)}\r\n`)],
  [
    'near boundaries',
    Buffer.from(
      `From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n${'--bx\r\n'.repeat(600_000)}`,
    ),
  ],
  [
    'padded base64',
    Buffer.from(
      `From: a@b.example\r\nContent-Transfer-Encoding: base64\r\nContent-Type: application/pdf\r\n\r\n${'QQ==\r\n'.repeat(800_000)}`,
    ),
  ],
  ['carriage returns', Buffer.from(`From: a@b.example\r\r${'x\r'.repeat(2_000_000)}`)],
]

test.each(hostile)('%s: read or set aside, and the reader goes on', async (_name, raw) => {
  const reading = await reader.read(raw)
  expect(reading.mail ?? reading.unreadable).toBeDefined()
  expect(reading.unreadable).not.toBe('unreadable')
})

describe('a mail that cannot be borne', () => {
  test('is too slow where time is short, and the next mail is read', async () => {
    const hasty = openMailReader({ ...mailLimits, milliseconds: 40 })
    const slow = await hasty.read(html('<p>hello <b>world</b></p>'.repeat(4_000)))
    expect(slow.unreadable).toBe('too-slow')
    await hasty.close()
    expect((await reader.read(plain('hi'))).mail?.body.text).toBe('hi')
  })

  test('many at once are all answered', async () => {
    const readings = await Promise.all(Array.from({ length: 30 }, (_, at) => reader.read(plain(`mail ${at}`))))
    expect(readings.map((reading) => reading.mail?.body.text)).toEqual(readings.map((_, at) => `mail ${at}`))
  })
})
