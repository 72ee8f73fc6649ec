import { expect, test } from 'vitest'
import { fingerprint } from './fingerprint.ts'

const mail = (headers: string, body = 'hi\n') =>
  Buffer.from(`${headers}Message-ID: <a@b>\nSubject: x\nFrom: Jane <a@b>\n\n${body}`)
const one = fingerprint(mail(''))

test.each([
  ['by another way', mail('Received: from x; Mon\nReturn-Path: <a@b>\nDelivered-To: c@d\nX-Spam-Status: No\n')],
  ['with other line ends', Buffer.from(mail('').toString().replaceAll('\n', '\r\n'))],
  ['with a line more at the end', mail('', 'hi\n\n')],
  ['folded elsewhere', Buffer.from(mail('').toString().replace('Jane <a@b>', 'Jane\n <a@b>'))],
])('a mail that came %s is the same', (_name, raw) => expect(fingerprint(raw)).toBe(one))

test.each([
  ['other words', mail('', 'ho\n')],
  ['another name of the writer', Buffer.from(mail('').toString().replace('Jane', 'Joan'))],
  ['another subject', Buffer.from(mail('').toString().replace('Subject: x', 'Subject: y'))],
  ['a reference', mail('References: <z@b>\n')],
])('a mail with %s is another', (_name, raw) => expect(fingerprint(raw)).not.toBe(one))
