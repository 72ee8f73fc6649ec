import { describe, expect, test } from 'vitest'
import { type MailLimits, mailLimits } from './limits.ts'
import { parseMail } from './parse.ts'
import { readMail } from './read.ts'

/** A mail of header lines and a body, with the line ends of the wire. */
const mail = (headers: string, body = 'hi') =>
  Buffer.from(`${headers.trim().replace(/\n/g, '\r\n')}\r\n\r\n${body.replace(/(?<!\r)\n/g, '\r\n')}`)
const parsed = (headers: string, body?: string) => parseMail(mail(headers, body))
const unreadable = (raw: Buffer, limits: Partial<MailLimits> = {}) =>
  readMail(raw, { ...mailLimits, ...limits }).unreadable
const multipart = (parts: readonly string[], type = 'mixed') =>
  [
    `Content-Type: multipart/${type}; boundary="b"`,
    [...parts.map((part) => `--b\n${part}\n`), '--b--\n'].join(''),
  ] as const

describe('headers', () => {
  test.each([
    ['plain', 'Subject: My lamp', 'My lamp'],
    ['folded', 'Subject: My\n lamp', 'My lamp'],
    ['encoded, split inside a character', 'Subject: =?utf-8?B?5Y+w54E=?= =?utf-8?B?r+WdjQ==?=', '台灯坍'],
    ['encoded in two charsets', 'Subject: =?iso-8859-1?Q?Gr=F6=DFe?= and =?utf-8?B?54Gv?=', 'Größe and 灯'],
    ['encoded words without a gap', 'Subject: =?utf-8?Q?a=C3=A4?==?utf-8?Q?=C3=B6?=', 'aäö'],
    ['raw UTF-8', 'Subject: Größe', 'Größe'],
    ['encoded line break', 'Subject: =?utf-8?B?QQ0KQmNjOiB4?=', 'A Bcc: x'],
    ['twice: the first counts', 'Subject: one\nSubject: two', 'one'],
    ['missing', 'X-Other: x', ''],
  ])('subject: %s', (_name, line, subject) => expect(parsed(`From: a@b.example\n${line}`).subject).toBe(subject))

  test('raw bytes are in the charset of the text', () => {
    const raw = Buffer.from(
      'From: a@b.example\r\nSubject: \xcb\xe0\xec\xef\xe0\r\nContent-Type: text/plain; charset=windows-1251\r\n\r\n\xcb',
      'latin1',
    )
    expect(parseMail(raw)).toMatchObject({ subject: 'Лампа', sections: [{ plain: 'Л' }] })
  })

  test.each([
    ['Jane <jane@mail.example>', { name: 'Jane', address: 'jane@mail.example' }],
    ['jane@mail.example (Jane Doe)', { name: 'Jane Doe', address: 'jane@mail.example' }],
    ['"Doe, Jane" <jane@mail.example>', { name: 'Doe, Jane', address: 'jane@mail.example' }],
    ['=?utf-8?Q?J=C3=A4ne?= <jane@mail.example>', { name: 'Jäne', address: 'jane@mail.example' }],
    [
      '=?utf-8?B?ImRlc2tAc2hvcC5leGFtcGxlIiA8ZXZpbEB4PiA=?= <jane@mail.example>',
      { name: '"desk@shop.example" <evil@x>', address: 'jane@mail.example' },
    ],
    ['"desk@shop.example" <evil@x.example>', { name: 'desk@shop.example', address: 'evil@x.example' }],
  ])('from: %s', (value, expected) => expect(parsed(`From: ${value}`).from).toEqual(expected))

  test('a From without an address is completed by Reply-To', () => {
    expect(parsed('From: "Jane" <>\nReply-To: jane@mail.example').from).toEqual({
      name: 'Jane',
      address: 'jane@mail.example',
    })
  })

  test.each([
    ['Mon, 2 Mar 2026 09:00:00 +0100', '2026-03-02T08:00:00.000Z'],
    ['2 Mar 26 09:00 EST', '2026-03-02T14:00:00.000Z'],
    ['Mon, 2 Mar 2026 09:00:00 (CET)', '2026-03-02T09:00:00.000Z'],
    ['2026-03-02T09:00:00Z', '2026-03-02T09:00:00.000Z'],
    ['yesterday', undefined],
    ['Mon, 2 Mar 0026 09:00:00 +0000', undefined],
  ])('date: %s', (value, expected) =>
    expect(parsed(`From: a@b.example\nDate: ${value}`).date?.toISOString()).toBe(expected),
  )

  test('ids stand without brackets, references once each and not without end', () => {
    const found = parsed(
      `From: a@b.example\nMessage-ID: <one@x>\nIn-Reply-To: message of Monday <two@x>\nReferences: <zero@x>\n <two@x> <two@x>`,
    )
    expect(found).toMatchObject({ messageId: 'one@x', inReplyTo: 'two@x', references: ['zero@x', 'two@x'] })
    const many = Array.from({ length: 5_000 }, (_, at) => `<r${at}@x>`).join(' ')
    expect(parsed(`From: a@b.example\nReferences: ${many}`).references).toHaveLength(60)
  })

  test('lines that are no headers do not end them', () => {
    expect(parsed('From: a@b.example\nthis is no header\nSubject: after')).toMatchObject({ subject: 'after' })
  })
})

describe('bodies', () => {
  const textOf = (headers: string, body: string) =>
    parsed(`From: a@b.example\n${headers}`, body)
      .sections.map(({ plain }) => plain)
      .join('|')

  test.each([
    [
      'quoted-printable',
      'Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-8',
      'Gr=C3=B6=\n=C3=9Fe =3D = x',
      'Größe = = x',
    ],
    ['base64', 'Content-Transfer-Encoding: base64', 'SGVs\nbG8=', 'Hello'],
    ['base64 in joined pieces', 'Content-Transfer-Encoding: base64', 'SGU=bGxv', 'Hello'],
    [
      'declared base64 that is none',
      'Content-Transfer-Encoding: base64',
      'This is plain text, and says so.',
      'This is plain text, and says so.',
    ],
    ['unknown charset', 'Content-Type: text/plain; charset=x-nobody-knows', 'Größe', 'Größe'],
    ['unfinished quote', 'Content-Type: text/plain; charset="utf-8', 'Größe', 'Größe'],
    ['Latin-1 label over UTF-8', 'Content-Type: text/plain; charset=iso-8859-1', 'Größe', 'Größe'],
    ['flowed', 'Content-Type: text/plain; format=flowed', 'one \ntwo\n> quoted \n> on', 'one two\n> quoted on'],
    ['no type', '', 'Größe', 'Größe'],
    ['multipart without parts', 'Content-Type: multipart/mixed; boundary=never', 'just text', 'just text'],
    [
      'multipart without boundary',
      'Content-Type: multipart/mixed',
      '--x\nContent-Type: text/plain\n\nfound\n--x--',
      'found',
    ],
    ['NUL bytes', '', 'a\u0000b', 'ab'],
  ])('%s', (_name, headers, body, text) => expect(textOf(headers, body)).toBe(text))

  test('a file in the text by uuencode becomes an attachment', () => {
    const found = parsed('From: a@b.example', 'See:\nbegin 644 note.txt\n#0V%T\n`\nend\nBye')
    expect(found.sections).toEqual([{ plain: 'See:\nBye', html: undefined }])
    expect(found.attachments).toMatchObject([{ filename: 'note.txt', size: 3 }])
    expect(found.attachments[0]?.bytes.toString()).toBe('Cat')
  })

  test('of two forms of the same both are known, of two parts both are kept', () => {
    const [type, body] = multipart(
      ['Content-Type: text/plain\n\nplain', 'Content-Type: text/html\n\n<p>html'],
      'alternative',
    )
    expect(parsed(`From: a@b.example\n${type}`, body).sections).toEqual([{ plain: 'plain', html: '<p>html' }])
    const [mixed, both] = multipart(['Content-Type: text/plain\n\none', 'Content-Type: text/plain\n\ntwo'])
    expect(parsed(`From: a@b.example\n${mixed}`, both).sections.map(({ plain }) => plain)).toEqual(['one', 'two'])
  })

  test('a mail that is only a forwarded mail is read through', () => {
    const found = parsed(
      'From: a@b.example\nContent-Type: message/rfc822',
      'From: c@d.example\nSubject: Inner\n\ninner words',
    )
    expect(found.sections).toEqual([{ plain: 'inner words', html: undefined }])
    expect(found.attachments).toMatchObject([{ filename: 'Inner.eml', contentType: 'message/rfc822' }])
  })
})

describe('attachments', () => {
  const nameOf = (disposition: string) => {
    const [type, body] = multipart([
      '\ntext',
      `Content-Type: application/pdf\nContent-Disposition: ${disposition}\n\nx`,
    ])
    return parsed(`From: a@b.example\n${type}`, body).attachments[0]?.filename
  }

  test.each([
    ['attachment; filename="a b.pdf"', 'a b.pdf'],
    ['attachment; filename=a b.pdf', 'a b.pdf'],
    ["attachment; filename*=utf-8''%E5%8F%B0%E7%81%AF.pdf", '台灯.pdf'],
    ["attachment; filename*0*=iso-8859-1''Gr%F6; filename*1*=%DFe; filename*2=.pdf", 'Größe.pdf'],
    ['attachment; filename="=?utf-8?Q?Gr=C3=B6=C3=9Fe.pdf?="', 'Größe.pdf'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\\\temp\\\\a.pdf"', 'a.pdf'],
    ['attachment; filename=".."', 'file-1.pdf'],
    ['attachment', 'file-1.pdf'],
    ['attachment; filename="a\u202egnp.exe"', 'agnp.exe'],
  ])('%s', (disposition, name) => expect(nameOf(disposition)).toBe(name))

  test('a long name keeps its extension', () => {
    const name = nameOf(`attachment; filename="${'a'.repeat(300)}.pdf"`)
    expect(name).toMatch(/^a+\.pdf$/)
    expect(name?.length).toBe(120)
  })

  test('inline pictures keep their id', () => {
    const [type, body] = multipart(
      [
        'Content-Type: text/html\n\n<img src="cid:p1@x">',
        'Content-Type: image/png; name=p.png\nContent-ID: <p1@x>\nContent-Transfer-Encoding: base64\n\niVBORw==',
      ],
      'related',
    )
    expect(parsed(`From: a@b.example\n${type}`, body).attachments).toMatchObject([
      { filename: 'p.png', contentId: 'p1@x', inline: true, size: 4 },
    ])
  })
})

describe('limits (M4): one below, the limit, one above', () => {
  const withParts = (count: number) => mail(...headed(multipart(Array.from({ length: count }, () => '\nx'))))
  const withDepth = (depth: number) =>
    mail(
      `From: a@b.example\n${Array.from({ length: depth }, (_, at) => `Content-Type: multipart/mixed; boundary="d${at}"\n\n--d${at}`).join('\n')}`,
    )
  const withFiles = (count: number) =>
    mail(...headed(multipart(Array.from({ length: count }, () => 'Content-Type: image/png\n\nx'))))
  const withHeader = (bytes: number) => Buffer.from(`X: ${'a'.repeat(bytes - 20)}\r\nFrom: a@b.c\r\n\r\n`)
  function headed([type, body]: readonly [string, string]): [string, string] {
    return [`From: a@b.example\n${type}`, body]
  }

  test.each([
    ['parts', withParts(998), withParts(999), withParts(1_000), 'too-many-parts'],
    ['levels', withDepth(49), withDepth(50), withDepth(51), 'too-deep'],
    ['attachments', withFiles(99), withFiles(100), withFiles(101), 'too-many-attachments'],
    ['header bytes', withHeader(262_143), withHeader(262_144), withHeader(262_145), 'headers-too-large'],
  ])('%s', (_name, below, at, above, reason) => {
    expect([unreadable(below), unreadable(at), unreadable(above)]).toEqual([undefined, undefined, reason])
  })

  test('bytes', () => {
    const raw = mail('From: a@b.example', 'x'.repeat(1_000))
    expect([raw.length + 1, raw.length, raw.length - 1].map((bytes) => unreadable(raw, { bytes }))).toEqual([
      undefined,
      undefined,
      'too-large',
    ])
  })
})
