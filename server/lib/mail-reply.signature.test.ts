import { describe, expect, test } from 'vitest'
import { isSentFrom } from './mail-reply.signature.ts'
import { readReply } from './mail-reply.ts'

const own = 'The lamp arrived without its shade.\nPlease send one.'

describe('signatures', () => {
  test.each([
    ['the mark', '--\nJohn Doe\nExample Ltd'],
    ['the mark with a blank', '-- \nJohn'],
    [
      'an underscore rule',
      '_______________________________________________\nlamp-users mailing list\nlamp-users@lists.example\nhttp://lists.example/lamp-users',
    ],
    ['regards with a card', 'Regards,\n\nJohn Doe\nCEO @ Example !'],
    ['kind regards with a name', 'Kind regards,\nJohn'],
    ['German', 'Mit freundlichen Grüßen\nHans Meier\nLampenweg 3\n12345 Ulm'],
    ['French', 'Cordialement,\nJean Dupont\n01 02 03 04 05'],
    ['Italian', 'Cordiali saluti\nMario Rossi'],
    ['Spanish', 'Un saludo,\nJuan Pérez'],
    ['Dutch', 'Met vriendelijke groet,\nJan de Vries'],
    ['Polish', 'Pozdrawiam,\nJan Kowalski'],
    ['Swedish', 'Med vänliga hälsningar\nSven Svensson'],
    ['Portuguese', 'Atenciosamente,\nJoão Silva'],
    ['iPhone', 'Sent from my iPhone'],
    ['carrier', 'Sent from my Verizon Wireless BlackBerry'],
    ['German phone', 'Von meinem iPhone gesendet'],
    ['German Outlook', 'Gesendet von Outlook für Android<https://aka.ms/abc>'],
    ['German app', 'Diese Nachricht wurde von meinem Android-Gerät mit GMX Mail gesendet.'],
    ['French phone', 'Envoyé de mon iPhone'],
    ['French Outlook', 'Obtenez Outlook pour Android<https://aka.ms/abc>'],
    ['Italian phone', 'Inviato da iPhone'],
    ['Spanish phone', 'Enviado desde mi iPhone'],
    ['Dutch phone', 'Verstuurd vanaf mijn iPhone'],
    ['Polish phone', 'Wysłane z iPhone'],
    ['Swedish phone', 'Skickat från min iPhone'],
    ['Portuguese phone', 'Enviado do meu iPhone'],
    ['Japanese phone', 'iPhoneから送信'],
    ['Chinese phone', '发自我的iPhone'],
    ['Chinese mail', '发自 网易邮箱大师'],
    ['English Outlook', 'Get Outlook for iOS<https://aka.ms/abc>'],
  ])('%s', (_name, signature) => {
    const reply = readReply(`${own}\n\n${signature}\n`)
    expect(reply.visible).toBe(own)
    expect(reply.fragments.map(({ kind }) => kind)).toEqual(['text', 'signature'])
  })

  test('a signature stands above a quotation too', () => {
    const reply = readReply(
      `${own}\n\nSent from my iPhone\n\nOn 2 Mar 2026, at 16:37, Shop <a@b.example> wrote:\n\n> Shall we?\n`,
    )
    expect(reply.fragments.map(({ kind }) => kind)).toEqual(['text', 'signature', 'quote'])
  })
})

test('a sentence about sending is no signature', () => {
  expect(isSentFrom('Sent from Berlin last week, where is it?')).toBe(false)
  expect(isSentFrom('从我的手机上看不到订单')).toBe(false)
})
