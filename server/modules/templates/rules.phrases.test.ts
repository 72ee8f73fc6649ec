import { describe, expect, test } from 'vitest'
import { bookOf, found, letter } from '../../../tests/outgoing.ts'
import { lint } from './rules.lint.ts'
import type { FindingCode } from './schema.findings.ts'

describe('what is forbidden on a marketplace is found in ten languages', () => {
  test.each<[string, FindingCode, string]>([
    ['en', 'content.coupon', 'Here is a coupon for you.'],
    ['en', 'content.coupon', 'Get 10 % off your next order.'],
    ['en', 'content.marketing', 'Please check out our other products.'],
    ['en', 'content.marketing', 'Visit our website and subscribe to our newsletter.'],
    ['en', 'content.review-incentive', 'We refund you if you leave us a positive review.'],
    ['en', 'content.review-incentive', 'We hope for five stars.'],
    ['en', 'content.review-removal', 'Could you please remove your negative review?'],
    ['en', 'content.review-removal', 'After the refund, please update the feedback.'],
    ['en', 'content.review-repeat', 'Please leave us a short review.'],
    ['en', 'content.off-marketplace-offer', 'You can also pay outside of Amazon.'],
    ['en', 'content.off-marketplace-offer', 'Next time buy it directly from us.'],
    ['en', 'content.messenger', 'Write to us on WhatsApp.'],
    ['de', 'content.coupon', 'Anbei ein Gutschein für Sie.'],
    ['de', 'content.marketing', 'Besuchen Sie unseren Onlineshop.'],
    ['de', 'content.review-incentive', 'Wir freuen uns über eine positive Bewertung.'],
    ['de', 'content.review-removal', 'Würden Sie bitte Ihre Bewertung löschen?'],
    ['de', 'content.review-repeat', 'Bitte hinterlassen Sie uns eine Bewertung.'],
    ['de', 'content.off-marketplace-offer', 'Gern auch außerhalb von eBay.'],
    ['fr', 'content.coupon', 'Voici un code promo.'],
    ['fr', 'content.review-removal', 'Merci de supprimer votre avis.'],
    ['fr', 'content.review-repeat', 'Vous pouvez laisser un avis.'],
    ['fr', 'content.marketing', 'Découvrez nos nouveautés sur notre site.'],
    ['it', 'content.coupon', 'Le invio un buono sconto.'],
    ['it', 'content.review-removal', 'Potrebbe modificare la Sua recensione?'],
    ['it', 'content.review-incentive', 'Ci aiuti con 5 stelle.'],
    ['es', 'content.coupon', 'Le damos un código de descuento.'],
    ['es', 'content.review-removal', '¿Podría eliminar su reseña?'],
    ['es', 'content.review-repeat', 'Deje una valoración, por favor.'],
    ['ja', 'content.coupon', '次回ご利用いただけるクーポンをお送りします。'],
    ['ja', 'content.review-removal', 'レビューを削除していただけますか。'],
    ['ja', 'content.review-repeat', 'レビューの投稿をお願いいたします。'],
    ['ja', 'content.review-incentive', '高評価をいただけますと幸いです。'],
    ['nl', 'content.coupon', 'Hier is een kortingscode.'],
    ['nl', 'content.review-removal', 'Wilt u de beoordeling aanpassen?'],
    ['sv', 'content.coupon', 'Här är en rabattkod.'],
    ['sv', 'content.review-removal', 'Kan du ta bort ditt omdöme?'],
    ['pl', 'content.coupon', 'Oto kod rabatowy dla Państwa.'],
    ['pl', 'content.review-repeat', 'Prosimy o wystawienie pozytywnej opinii.'],
    ['zh', 'content.coupon', '送您一张优惠券。'],
    ['zh', 'content.review-incentive', '请给我们五星好评。'],
    ['zh', 'content.review-removal', '能否删除这条差评？'],
    ['zh', 'content.messenger', '请加微信联系。'],
  ])('%s: %s in “%s”', (language, code, text) => {
    const codes = found(text, language).map((one) => one.split(':')[0])
    expect(codes).toContain(code)
    expect(found(text, language, 'own-shop').filter((one) => one.startsWith('content.'))).toEqual([])
  })
})

describe('tone is found everywhere, and only warned of', () => {
  test.each<[string, FindingCode, string]>([
    ['en', 'tone.blame', 'You should have read the description.'],
    ['en', 'tone.blame', 'That is your own fault.'],
    ['en', 'tone.argument', 'As I already explained, this is normal.'],
    ['en', 'tone.emotion', 'That is ridiculous.'],
    ['en', 'tone.threat', 'We will take legal action.'],
    ['en', 'tone.vague', 'We will answer ASAP.'],
    ['en', 'tone.shouting', 'THIS IS NOT OUR ORDER.'],
    ['de', 'tone.blame', 'Das ist Ihre Schuld.'],
    ['de', 'tone.blame', 'Sie hätten das vorher prüfen müssen.'],
    ['de', 'tone.argument', 'Wie bereits mehrfach erklärt, geht das nicht.'],
    ['de', 'tone.vague', 'Wir melden uns schnellstmöglich.'],
    ['fr', 'tone.blame', 'Vous auriez dû vérifier.'],
    ['fr', 'tone.vague', 'Nous répondrons dans les plus brefs délais.'],
    ['it', 'tone.vague', 'Le risponderemo al più presto.'],
    ['it', 'tone.argument', 'Come già detto, non è possibile.'],
    ['es', 'tone.vague', 'Le responderemo lo antes posible.'],
    ['es', 'tone.blame', 'Es su culpa.'],
    ['ja', 'tone.vague', 'できるだけ早くご連絡いたします。'],
    ['ja', 'tone.blame', 'それはお客様の勘違いでございます。'],
    ['nl', 'tone.vague', 'Wij antwoorden zo snel mogelijk.'],
    ['sv', 'tone.vague', 'Vi svarar så snart som möjligt.'],
    ['pl', 'tone.vague', 'Odpowiemy jak najszybciej.'],
    ['zh', 'tone.vague', '我们会尽快处理。'],
    ['zh', 'tone.blame', '这是您自己的错。'],
  ])('%s: %s in “%s”', (language, code, text) => {
    for (const place of ['amazon', 'own-shop'] as const) {
      const findings = lint(letter(text, {}, place), bookOf(language, place))
      expect(findings).toMatchObject([{ code, severity: 'warn' }])
    }
  })

  test.each([
    ['en', 'You are an idiot.'],
    ['de', 'So ein Schwachsinn!'],
    ['fr', 'Quel connard.'],
    ['it', 'Che stronzo.'],
    ['es', 'Es una mierda.'],
    ['ja', 'ふざけるな。'],
    ['nl', 'Wat een klootzak.'],
    ['sv', 'Din jävla kund.'],
    ['pl', 'To jest kurwa nasze.'],
    ['zh', '你这个骗子。'],
  ])('swearing stops the send in %s, also in an own shop', (language, text) => {
    expect(lint(letter(text, {}, 'own-shop'), bookOf(language, 'own-shop'))).toMatchObject([
      { code: 'content.profanity', severity: 'block' },
    ])
  })
})

describe('honest words are left alone', () => {
  test.each([
    ['en', 'Thank you for your review of the product. We are sorry that it was not what you expected.'],
    ['en', 'I will review your order today and report to you by Friday.'],
    ['en', 'We have attached your order number to the parcel with a sticker.', true],
    ['en', 'You should have received the parcel by Monday. If not, tell me.'],
    ['en', 'The order number is 302-4459871-2291564 and the tracking number 00340434161094042557.'],
    ['en', 'It measures 120 x 60 x 75 cm and weighs 12.5 kg. Item B0C5XYZ123 costs $1,299.00.'],
    ['en', 'We refunded 399.00 on 2026-03-02 at 16:00. Nothing is left to pay.'],
    ['en', 'The parcel left today.It will arrive on Friday. The driver uses Node.js software.'],
    ['en', 'Please reply to this message. Amazon.de shows the status in your account.'],
    ['en', 'As soon as the parcel is here, we will refund you the same day.'],
    ['en', 'DHL, UPS and GLS are our carriers. The USB port is on the back. OK.'],
    ['de', 'Ihre Bestellung wurde am 3. März 2026 versendet. Die Sendungsnummer lautet 00340434161094042557.'],
    ['de', 'Sie hätten gern eine Rechnung; wir senden sie Ihnen zu.'],
    ['de', 'Vielen Dank für Ihre Bewertung. Wir haben den Mangel behoben.'],
    ['fr', 'Nous avons vérifié votre commande. Le colis arrivera le 6 mars 2026.'],
    ['es', 'Todo está en orden. El artículo completo con todos los accesorios llegará el 6 de marzo.'],
    ['it', 'Il pacco completo è stato affidato al corriere con il numero 1Z999AA10123456784.'],
    ['ja', 'お早くそちらに届くよう手配いたしました。バカンス用の商品は3月6日に届きます。'],
    ['ja', '写真は、このメッセージへのご返信に添付してお送りください。'],
    ['zh', '您的问题我们已经收到，包裹将于3月6日送达。'],
    ['nl', 'Het pakket is vandaag verzonden en komt vrijdag aan.'],
    ['sv', 'Fläkten, en fan för datorer, skickas på fredag.'],
    ['pl', 'Paczka została wysłana dzisiaj i dotrze w piątek.'],
  ])('%s: %s', (language, text, hasFile = false) => {
    const more = { orderNumber: '302-4459871-2291564', attachments: hasFile ? [{ name: 'a.pdf', size: 1 }] : [] }
    expect(found(text, language, 'amazon', more)).toEqual([])
  })
})
