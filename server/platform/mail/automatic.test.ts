import { describe, expect, test } from 'vitest'
import { parseMail } from './parse.ts'

const read = (headers: string, body = 'I am away until Monday.') =>
  parseMail(
    Buffer.from(`From: jane@mail.example\nTo: desk@lamps.example\n${headers}\n\n${body}`.replaceAll('\n', '\r\n')),
  )

describe('machines are recognised (M7)', () => {
  test.each([
    ['Auto-Submitted: auto-replied', 'auto-reply'],
    ['auto-submitted: AUTO-REPLIED; owner-email="x"', 'auto-reply'],
    ['Auto-Submitted: auto-generated', 'auto-reply'],
    ['X-Autoreply: yes', 'auto-reply'],
    ['X-Autorespond: 1', 'auto-reply'],
    ['X-Auto-Response-Suppress: All', 'auto-reply'],
    ['X-Auto-Response-Suppress: DR, OOF, AutoReply', 'auto-reply'],
    ['X-FC-MachineGenerated: true', 'auto-reply'],
    ['X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent', 'auto-reply'],
    ['X-Cron-Env: <x>', 'auto-reply'],
    ['X-POST-MessageClass: 9; Autoresponder', 'auto-reply'],
    ['Delivered-To: autoresponder@mail.example', 'auto-reply'],
    ['Return-Path: <>', 'auto-reply'],
    ['Precedence: bulk', 'bulk'],
    ['Precedence: junk', 'bulk'],
    ['Precedence: list', 'list'],
    ['Precedence: auto_reply', 'auto-reply'],
    ['List-Id: <x.y>', 'list'],
    ['List-Unsubscribe: <mailto:x>', 'list'],
    ['Feedback-ID: x', 'list'],
    ['X-Spam-Flag: YES', 'spam'],
    ['X-Failed-Recipients: a@b.example', 'bounce'],
    ['Subject: Undelivered Mail Returned to Sender', 'bounce'],
    ['Subject: 系统退信', 'bounce'],
    ['Subject: Out of Office', 'auto-reply'],
    ['Subject: Re: Automatic reply: your lamp', 'auto-reply'],
    ['Subject: Abwesenheitsnotiz: Lampe', 'auto-reply'],
    ['Subject: Automatische Antwort: Lampe', 'auto-reply'],
    ['Subject: Réponse automatique : lampe', 'auto-reply'],
    ['Subject: Risposta automatica: lampada', 'auto-reply'],
    ['Subject: Respuesta automática: lámpara', 'auto-reply'],
    ['Subject: Automatisch antwoord: lamp', 'auto-reply'],
    ['Subject: Odpowiedź automatyczna: lampa', 'auto-reply'],
    ['Subject: Autosvar: lampa', 'auto-reply'],
    ['Subject: Resposta automática: abajur', 'auto-reply'],
    ['Subject: 自动回复: 订单', 'auto-reply'],
    ['Subject: 自動返信: 注文', 'auto-reply'],
  ])('%s', (header, kind) => expect(read(header).automatic?.kind).toBe(kind))

  test.each([
    ['MAILER-DAEMON@mail.example', 'bounce'],
    ['postmaster@mail.example', 'bounce'],
    ['noreply@mail.example', 'no-reply'],
    ['Shop <no-reply@mail.example>', 'no-reply'],
    ['do_not_reply@mail.example', 'no-reply'],
  ])('From: %s', (from, kind) => {
    expect(parseMail(Buffer.from(`From: ${from}\r\n\r\nx`)).automatic?.kind).toBe(kind)
  })
})

describe('people are not taken for machines', () => {
  test.each([
    'Subject: My lamp',
    'Subject: Re: Out of stock?',
    'Subject: Delivery problem',
    'Auto-Submitted: no',
    'X-Auto-Response-Suppress: DR',
    'Precedence: normal',
    'X-Spam-Flag: NO',
    'Return-Path: <jane@mail.example>',
  ])('%s', (header) => expect(read(header).automatic).toBeUndefined())

  test('a web form that writes from noreply@ names the person in Reply-To', () => {
    expect(
      parseMail(Buffer.from('From: noreply@shop.example\r\nReply-To: jane@mail.example\r\n\r\nx')).automatic,
    ).toBeUndefined()
  })
})

describe('delivery failures', () => {
  test('of Exim name the address in a header', () => {
    const found = read(
      'X-Failed-Recipients: bob@x.example\nSubject: Mail delivery failed',
      'bob@x.example\n  550 5.1.1 unknown user\n\nMessage-ID: <letter@lamps.example>',
    )
    expect(found.bounce).toEqual({
      originalMessageId: 'letter@lamps.example',
      recipients: [
        { address: 'bob@x.example', action: 'failed', status: '5.1.1', diagnostic: '550 5.1.1 unknown user' },
      ],
    })
  })

  test('of qmail are free text', () => {
    const found = read(
      'Subject: failure notice',
      'Hi. This is the qmail-send program.\n\n<bob@x.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <letter@lamps.example>\n',
    )
    expect(found.bounce).toMatchObject({
      originalMessageId: 'letter@lamps.example',
      recipients: [{ address: 'bob@x.example', status: '5.1.1' }],
    })
  })
})
