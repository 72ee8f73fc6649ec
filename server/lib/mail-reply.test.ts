import { describe, expect, test } from 'vitest'
import { isAttribution } from './mail-reply.attribution.ts'
import { readReply, readReplyLines } from './mail-reply.ts'

const own = 'The lamp arrived without its shade.\nPlease send one.'

describe('announcements of a quotation, with unmarked text after them', () => {
  test.each([
    ['English, Gmail', 'On Mon, Mar 2, 2026 at 4:37 PM Lamp Shop <help@shop.example> wrote:'],
    [
      'English, wrapped',
      'On Mon, Mar 2, 2026 at 4:37 PM The Lamp Shop of Example Town <\nsome-long-address+12345@shop.example> wrote:',
    ],
    ['English, wrapped twice', 'On Mon, Mar 2, 2026,\nat 4:37 PM, Lamp Shop <help@shop.example>\nwrote:'],
    ['English, without colon', 'On Wed, 14 Nov 2025 08:14:43 -0200 Lamp Shop <help@shop.example> wrote'],
    ['English, address only', 'On 11-Apr-2025, at 6:54 PM, Shop <help@shop.example> sent:'],
    ['English, other order', 'Lamp Shop <help@shop.example> wrote on 2 March 2026 at 16:37:'],
    ['English, name first', 'Lamp Shop on Monday, 2 March 2026 at 16:37 wrote:'],
    ['English, 163.com', 'At 2026-03-02 16:37:00, "Lamp Shop" <help@shop.example> wrote:'],
    ['Zoho', '---- On Wed, 24 Feb 2026 14:02:50 +0530 help@shop.example wrote ----'],
    ['Android', '---- Lamp Shop wrote ----'],
    ['bare date and address', '2026/3/2 Lamp Shop <help@shop.example>'],
    ['Yandex', '11:00, 17 November 2026, "Lamp Shop" <help@shop.example>:'],
    ['mail.ru English', 'Wednesday, 17 November 2026, 3:32 PM +0300 from help@shop.example <help@shop.example>:'],
    ['German, Apple', 'Am 02.03.2026 um 16:37 schrieb Lampenladen <hilfe@laden.example>:'],
    ['German, Thunderbird', 'Am 07.05.2026 08:10, schrieb Lampenladen via Kundendienst:'],
    ['German, Gmail', 'Am Mo., 2. März 2026 um 16:37 Uhr schrieb Lampenladen <\nhilfe@laden.example>:'],
    ['German, name first', 'Lampenladen <hilfe@laden.example> schrieb am Mo., 2. März 2026, 16:37:'],
    [
      'German, GMX',
      'Gesendet: Montag, 02. März 2026 um 16:37 Uhr\nVon: "Lampenladen" <hilfe@laden.example>\nAn: kunde@mail.example\nBetreff: Ihre Lampe',
    ],
    ['French', 'Le 2 mars 2026 à 16:37, Boutique <aide@boutique.example> a écrit :'],
    ['French, Gmail', 'Le lun. 2 mars 2026 à 16:37, Boutique de lampes <\naide@boutique.example> a écrit :'],
    ['Italian', 'Il giorno lun 2 mar 2026 alle ore 16:37 Negozio <aiuto@negozio.example> ha scritto:'],
    ['Italian, Apple', 'Il giorno 2 mar 2026, alle ore 16:37, Negozio <aiuto@negozio.example> ha scritto:'],
    ['Spanish', 'El lun, 2 mar 2026 a las 16:37, Tienda (<ayuda@tienda.example>) escribió:'],
    ['Dutch', 'Op 2 mrt. 2026 om 16:37 heeft Winkel <hulp@winkel.example> het volgende geschreven:'],
    ['Dutch, Gmail', 'Op ma 2 mrt 2026 om 16:37 schreef Winkel <hulp@winkel.example>:'],
    ['Polish', 'W dniu 2 marca 2026 16:37 użytkownik Sklep <pomoc@sklep.example>\nnapisał:'],
    ['Polish, Gmail', 'pon., 2 mar 2026 o 16:37 Sklep <pomoc@sklep.example> napisał(a):'],
    ['Polish, Onet', 'Dnia 2 marca 2026 16:37 Sklep <pomoc@sklep.example> napisał(a):'],
    ['Swedish', 'Den mån 2 mars 2026 kl 16:37 skrev Butik <hjalp@butik.example>:'],
    ['Swedish, Apple', '2 mars 2026 kl. 16:37 skrev Butik <hjalp@butik.example>:'],
    ['Norwegian', 'På 2 mars 2026 på 16:37:18, Butikk (hjelp@butikk.example) skrev:'],
    ['Danish', 'Den man. 2. mar. 2026 kl. 16.37 skrev Butik <hjaelp@butik.example>:'],
    ['Portuguese', 'Em seg., 2 de mar. de 2026 às 16:37, Loja <ajuda@loja.example> escreveu:'],
    ['Portuguese, Apple', 'No dia 02/03/2026, às 16:37, Loja <ajuda@loja.example> escreveu:'],
    ['Japanese, Gmail', '2026年3月2日(月) 16:37 ランプ店 <help@shop.example>:'],
    ['Japanese, Apple', '2026/03/02 16:37、ランプ店 <help@shop.example>のメール:'],
    ['Chinese, Apple', '在 2026年3月2日，16:37，灯具店 <help@shop.example> 写道：'],
    ['Chinese, Outlook', '在 2026-03-02 16:37:00，"灯具店" <help@shop.example> 写道：'],
    ['Chinese, Gmail', '灯具店 <help@shop.example> 于2026年3月2日周一 16:37写道：'],
    ['Russian', 'пн, 2 мар. 2026 г. в 16:37, Магазин <help@shop.example>:'],
    ['Finnish', 'ma 2. maaliskuuta 2026 klo 16.37 Kauppa\n<apu@kauppa.example> kirjoitti:'],
    ['Vietnamese', 'Vào 16:37 2 tháng 3 năm 2026, Shop <help@shop.example> đã viết:'],
    [
      'Outlook English',
      'From: Lamp Shop <help@shop.example>\nSent: Monday, March 2, 2026 4:37 PM\nTo: A Buyer <buyer@mail.example>\nSubject: Your lamp',
    ],
    [
      'Outlook, with rule',
      '________________________________\nFrom: Lamp Shop <help@shop.example>\nSent: Monday, March 2, 2026 4:37 PM\nTo: A Buyer\nSubject: Your lamp',
    ],
    [
      'Outlook, bold',
      '  *From:* Lamp Shop [mailto:\n  help@shop.example]\n  *Sent:* Monday, March 2, 2026 4:37 PM\n  *To:* buyer@mail.example\n  *Subject:* Your lamp',
    ],
    ['date first', 'Date: Wed, 16 May 2026 00:15:02 -0600\nTo: buyer@mail.example\n'],
    [
      'Outlook German',
      'Von: Lampenladen <hilfe@laden.example>\nGesendet: Montag, 2. März 2026 16:37\nAn: Ein Kunde\nBetreff: Ihre Lampe',
    ],
    [
      'Outlook French',
      'De : Boutique [mailto:aide@boutique.example]\nEnvoyé : lundi 2 mars 2026 16:37\nÀ : Un client\nObjet : Votre lampe',
    ],
    [
      'Outlook Italian',
      'Da: Negozio <aiuto@negozio.example>\nInviato: lunedì 2 marzo 2026 16:37\nA: Un cliente\nOggetto: La lampada',
    ],
    [
      'Outlook Spanish',
      'De: Tienda <ayuda@tienda.example>\nEnviado el: lunes, 2 de marzo de 2026 16:37\nPara: Un cliente\nAsunto: Su lámpara',
    ],
    [
      'Outlook Dutch',
      'Van: Winkel <hulp@winkel.example>\nVerzonden: maandag 2 maart 2026 16:37\nAan: Een klant\nOnderwerp: Uw lamp',
    ],
    [
      'Outlook Polish',
      'Od: Sklep <pomoc@sklep.example>\nWysłano: poniedziałek, 2 marca 2026 16:37\nDo: Klient\nTemat: Lampa',
    ],
    [
      'Outlook Swedish',
      'Från: Butik [mailto:hjalp@butik.example]\nSkickat: den 2 mars 2026 16:37\nTill: En kund\nÄmne: Din lampa',
    ],
    ['Outlook Danish', 'Fra: hjaelp@butik.example\nSendt: 2. marts 2026 16:37\nTil: En kunde\nEmne: Din lampe'],
    [
      'Outlook Portuguese',
      'De: Loja <ajuda@loja.example>\nEnviado: segunda-feira, 2 de março de 2026 16:37\nPara: Um cliente\nAssunto: A lâmpada',
    ],
    ['Outlook Japanese', '差出人: ランプ店 <help@shop.example>\n送信日時: 2026年3月2日 16:37\n宛先: 客\n件名: ランプ'],
    ['Outlook Chinese', '发件人: 灯具店 <help@shop.example>\n发送时间: 2026年3月2日 16:37\n收件人: 客户\n主题: 灯'],
    ['Foxmail', '发件人： 灯具店\n发送时间： 2026-03-02 16:37\n收件人： 客户\n主题： 灯'],
    ['Original Message', '-----Original Message-----'],
    ['Original Message, indented', '      -----Original Message-----     '],
    [
      'Original Message, AOL',
      '-----Original Message-----\nFrom: shop <help@shop.example>\nTo: buyer <buyer@mail.example>\nSent: Mon, Mar 2, 2026 5:49 pm\nSubject: Lamp',
    ],
    ['Ursprüngliche Nachricht', '-----Ursprüngliche Nachricht-----'],
    ["Message d'origine", "----- Message d'origine -----"],
    ['Messaggio originale', '----- Messaggio originale -----'],
    ['Mensaje original', '-------- Mensaje original --------'],
    ['QQ', '------------------ 原始邮件 ------------------'],
    ['163', '---- 回复的原邮件 ----'],
    ['Japanese original', '-----元のメッセージ-----'],
    ['reply above', '##- Please type your reply above this line -##'],
  ])('%s', (_name, announcement) => {
    const reply = readReply(`${own}\n\n${announcement}\n\nWe are glad to hear from you.\nYour lamp was sent.\n`)
    expect(reply.visible).toBe(own)
    expect(reply.fragments.map(({ kind }) => kind)).toEqual(['text', 'quote'])
  })
})

describe('quoted lines', () => {
  test.each([
    [
      'after an announcement',
      'Yes.\n\nOn 2 Mar 2026, at 16:37, Shop <a@b.example> wrote:\n\n> Shall we?\n>\n> Shop',
      'Yes.',
    ],
    ['without one', 'Yes.\n\n> Shall we\n> send it?', 'Yes.'],
    ['the answer below', 'On 2 Mar 2026 at 16:37, Shop wrote:\n\n> Shall we\n> send it?\n\nYes.', 'Yes.'],
    [
      'text on both sides',
      'Yes.\n\nOn 2 Mar 2026 16:37, Shop wrote:\n\n> Shall we\n> send it?\n\nRegards, Roman',
      'Yes.\n\nRegards, Roman',
    ],
    [
      'nested',
      'Yes.\nOn 2 Mar 2026 16:37, Shop wrote:\n\n>Hello\n>On 1 Mar 2026 16:37, Buyer wrote:\n>\n>>\n>> Test.\n>>\n>> Buyer\n\nRegards, Roman',
      'Yes.\n\nRegards, Roman',
    ],
    ['a name only before them', 'Yes.\n\nLamp Shop wrote:\n> Shall we?\n> Tell us.', 'Yes.'],
    [
      'a wrapped link inside',
      'Yes.\n\nOn Monday, 2 March, 2026 at 3:46 PM, shop wrote:\n\n> Ticket 50\n>\n> View (https://shop.example/action?\n_nonce=3dd518)\n>\n',
      'Yes.',
    ],
    [
      'entities for the mark',
      'Yes.\n\nOn Dec 15, 2026, Shop &lt;a@b.example&gt; wrote:\n&gt; Shall we?\n&gt; Tell us.',
      'Yes.',
    ],
    [
      'the whole header quoted',
      'Hello\n> On 22 Aug 2026, at 19:21, Shop <a@b.example> wrote:\n>\n> Hi there!',
      'Hello',
    ],
  ])('%s', (_name, text, visible) => expect(readReply(text).visible).toBe(visible))

  test('answers between quoted lines keep those lines in view, the rest is folded', () => {
    const reply = readReply(
      'On 2 Mar 2026 16:37, Shop wrote:\n> Which colour?\n> Red or blue?\n\nRed.\n\n> And the size?\n> S or M?\n\nM.\n\n> Bye\n> Shop',
    )
    expect(reply.fragments.map(({ kind, folded }) => `${kind}${folded ? ' folded' : ''}`)).toEqual([
      'quote',
      'text',
      'quote',
      'text',
      'quote folded',
    ])
  })

  test('lines that the HTML marks as quoted need no sign', () => {
    const lines = [
      { text: 'Yes.' },
      { text: 'On 2 Mar 2026, Shop wrote:' },
      { text: 'Shall we?', quoted: true },
      { text: 'Tell us.', quoted: true },
      { text: 'Roman' },
    ]
    expect(readReplyLines(lines).visible).toBe('Yes.\n\nRoman')
  })
})

describe('what only looks like a quotation stays', () => {
  test.each([
    ['a line that begins with On', 'I was at home.\nOn the day after, too.'],
    ['a sentence with the verb', 'On Monday I called. Your colleague wrote:\nplease wait two days.'],
    ['German sentence with date', 'Am 01.05.2026 schrieb ich Ihnen wegen der Bestellung 123:\nbisher keine Antwort.'],
    [
      'an appointment',
      'Invitation:\n\nDate: Wednesday 3, October 2026\nTime: 7:00am\nAddress: 130 Fox St\n\nPlease bring your ID.',
    ],
    ['places to ship between', 'Shipping:\nFrom: Berlin\nTo: Paris\nplease tell me the price'],
    [
      'a form',
      'New message :\n=============================\nName: Orberer\nFirst name: Rémi\nPhone: 123 456\nEmail: a@b.example\nCity: Ulm',
    ],
    [
      'arrows',
      'Visit us now for assistance...\n>>> >>>  http://www.shop.example <<<\nVisit our site by the link above',
    ],
    [
      'feedback between rules',
      'Please enter your feedback below.\n\n------------- Enter Feedback Below -------------\n\nThe lamp is fine. I am sending a photo to show it.',
    ],
    [
      'a forwarded mail',
      'FYI\n\n---------- Forwarded message ----------\nFrom: a@b.example\nDate: Tue, Sep 4, 2026 at 1:35 PM\nSubject: Two\nTo: c@d.example\n\nText',
    ],
    [
      'a German forwarded mail',
      'zur Info\n\nAnfang der weitergeleiteten Nachricht:\n\nVon: a@b.example\nDatum: 4. September 2026 um 13:35\nBetreff: Zwei\nAn: c@d.example\n\nText',
    ],
    ['links', '<https://a.example> <https://b.example>'],
    [
      'a URL with the verb',
      'See https://blog.example/on-date-someone-wrote-about-parsing\n\nIt shows patterns like "wrote:" in them.\n\nThanks,\nAlex',
    ],
    [
      'rules in a table',
      'Service Expire Date\n-------------------------------------\nRegistration Jun 27, 2026 a.example\nRegistration Jun 27, 2026 b.example\nAll dates are as written above here.\n\nSincerely,\nDomain Manager',
    ],
    ['a thank-you with a name', 'Hi. I am fine.\nThanks,\nAlex'],
    [
      'a new address',
      'Please send it here instead:\n\nJohn Doe\n12 High Street\nLondon\n+44 20 7946 0000\njohn@mail.example',
    ],
    ['"Sent from" in a sentence', 'Hello\n\nSent from my desk, which is much easier than my phone.'],
    ['a mail that is all quotation', 'On 2 Mar 2026 16:37, Shop wrote:\n> Shall we?\n> Tell us.'],
  ])('%s', (_name, text) => expect(readReply(text).visible).toBe(text))
})

test('announcements need a date or an address', () => {
  expect(isAttribution('On blah-blah-blah')).toBe(false)
  expect(isAttribution('On Oct 1, 2026, at 11:55 PM, Dave wrote:')).toBe(true)
})

test('what reading costs grows with the text, not with its square', () => {
  // Processor time, which does not pass while others have the processor.
  const cost = (times: number): number => {
    const before = process.cpuUsage()
    readReply('On Thu, wrote 2026 12:00 <a@b '.repeat(times * 3_000))
    readReply('On 2026 x\n'.repeat(times * 10_000))
    readReply('> a\n\n'.repeat(times * 20_000))
    readReply('From: a\n'.repeat(times * 12_000))
    return process.cpuUsage(before).user
  }
  cost(1)
  expect(cost(4)).toBeLessThan(10 * cost(1))
})
