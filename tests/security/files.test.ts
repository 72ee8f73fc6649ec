import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvLine } from '../../server/lib/csv.ts'
import { createChannel, receive } from '../../server/modules/channels/index.ts'
import { createStore } from '../../server/modules/stores/index.ts'
import { fileName } from '../../server/platform/mail/file-name.ts'
import { openWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('a file beside a mail never opens as a page of the desk, whatever type it claims (class: RT CVE-2022-25802)', async () => {
  const shop = await createStore(world.context(), { name: 'Kitto', marketplace: 'own-shop' })
  const channel = { kind: 'receiver' as const, name: 'Kitto', address: 'desk@kitto.test', settings: {} }
  const { id } = await createChannel(world.context(), { ...channel, storeId: shop.id })
  const types = [
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/xml',
    'application/javascript',
    'image/png',
  ]
  const script = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
  const parts = types.flatMap((type, at) => [
    ...['--e', `Content-Type: ${type}; name="f${at}"`, `Content-Disposition: inline; filename="f${at}"`, '', script],
  ])
  const head = ['From: anna@buyer.test', 'To: desk@kitto.test', 'Subject: Files', 'Message-ID: <f@outside.test>']
  const type = 'Content-Type: multipart/mixed; boundary=e'
  const raw = Buffer.from([...head, type, '', '--e', '', 'Is the lamp blue?', ...parts, '--e--', ''].join('\r\n'))
  await receive(world.context(), { channelId: id, raw, envelopeFrom: null, envelopeTo: 'desk@kitto.test' })
  await world.work()
  const [ticket] = (await world.first.get('/api/tickets?view=all')).body.items
  const messages = (await world.first.get(`/api/tickets/${ticket.id}/messages`)).body.items
  const files = messages.flatMap((message: { attachments: { url: string }[] }) => message.attachments)
  expect(files).toHaveLength(types.length)
  for (const { url } of files) {
    const { headers } = await world.first.get(url)
    expect(headers['content-security-policy']).toBe("sandbox; default-src 'none'; frame-ancestors 'none'")
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['x-content-type-options']).toBe('nosniff')
    const isPicture = headers['content-type'] === 'image/png'
    expect([headers['content-type'], String(headers['content-disposition']).split(';')[0]]).toEqual(
      isPicture ? ['image/png', 'inline'] : ['application/octet-stream', 'attachment'],
    )
  }
})

test('a file’s name is only a name: no path, nothing invisible, and bytes lie under their hash (class: FreeScout CVE-2026-28289)', async () => {
  const told = [
    '../../etc/passwd',
    '..\\..\\x.exe',
    '\u200b.htaccess',
    'a\u202egpj.exe',
    'x\0.php',
    '....//....//x',
    '.',
    '..',
    '/',
  ]
  for (const name of told) {
    const plain = fileName(name, 'text/plain', 'file')
    expect([name, /[\\/\0\u200b\u202e]|^\.{0,2}$/.test(plain)]).toEqual([name, false])
  }
  const kept = await world.sql('select distinct sha256 from message_attachments')
  for (const { sha256 } of kept) expect(String(sha256)).toMatch(/^[0-9a-f]{64}$/)
})

test('no cell of an export runs in a spreadsheet (class: CSV formula, ASVS 1.2.10)', () => {
  const formulas = [
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(1)',
    '\t=1',
    '\r=1',
    ' =1',
    '＝1',
    '=HYPERLINK("//evil.test")',
    '\u200b=1',
    '"=1',
  ]
  for (const cell of formulas) {
    const [line] = [csvLine([cell])]
    expect([cell, /^"(?:[\s\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u.test(line)]).toEqual([cell, false])
  }
  expect(csvLine([-12, '-3.5'])).toBe('"-12","-3.5"\r\n')
})

test('a template reaches no code, prototype, file or environment (class: RT CVE-2011-5093, SSTI)', async () => {
  const hostile = [
    ...[
      "{{ constructor.constructor('return 7*7')() }}",
      '{{ order.__proto__ }}',
      '{{ buyer.constructor.name }}',
      '{{ [].constructor }}',
    ],
    ...[
      "{% include '/etc/passwd' %}",
      "{% render '/etc/passwd' %}",
      "{% layout 'x' %}",
      '{{ process.env }}',
      '{{ this }}',
      '{{ globalThis }}',
    ],
    ...[
      '{% raw %}{{ 7 | times: 7 }}{% endraw %}',
      '{{ "x" | where_exp: "i", "1" }}',
      '{% for i in (1..100000000) %}x{% endfor %}',
    ],
  ]
  const rest = { subject: null, meaning: '', language: 'en', fillSamples: true, zone: 'UTC' }
  for (const body of hostile) {
    const reply = await world.first.post('/api/template-previews', { ...rest, body })
    const said = JSON.stringify(reply.body)
    expect([body, reply.status < 500, /root:|function|\[native|PATH=|"text":"49/.test(said)]).toEqual([
      body,
      true,
      false,
    ])
  }
})
