import { describe, expect, test } from 'vitest'
import { shoutedSentence } from './rules.capitals.ts'

/** A letter, and the sentence in it that is shouted; without one, nobody shouts. */
type Case = readonly [letter: string, shouted?: string]

const french: readonly Case[] = [
  ['JE VEUX MON REMBOURSEMENT', 'JE VEUX MON REMBOURSEMENT'],
  ['Bonjour. OÙ EST MON COLIS ? Merci', 'OÙ EST MON COLIS ?'],
  ["C'EST INADMISSIBLE", "C'EST INADMISSIBLE"],
  ['C’EST UNE HONTE', 'C’EST UNE HONTE'],
  ['VOUS ÊTES DES VOLEURS', 'VOUS ÊTES DES VOLEURS'],
  ['TRÈS DÉÇU'],
  ["Je n'ai RIEN reçu"],
  ['LA POSTE, COLISSIMO, MONDIAL RELAY'],
  ['JEAN DUPONT\n12 RUE DE LA PAIX\n75002 PARIS'],
  ['MME MARTIN\n3 BIS AVENUE FOCH\n69006 LYON\nFRANCE'],
  ['SARL TVA SIRET IBAN BIC'],
  ['Sur le carton : « NE PAS OUVRIR AVANT NOËL » et rien d’autre'],
  ['Merci\n\n-- \nDUPONT PLOMBERIE ET CHAUFFAGE'],
  ['> OÙ EST MON ARGENT\nvoir plus haut'],
  ['Commande 403-1234567-1234567, la TV LED HDMI'],
]

const italian: readonly Case[] = [
  ['RIVOGLIO I MIEI SOLDI', 'RIVOGLIO I MIEI SOLDI'],
  ["Salve. DOV'È IL MIO PACCO? Grazie", "DOV'È IL MIO PACCO?"],
  ['VERGOGNATEVI TUTTI', 'VERGOGNATEVI TUTTI'],
  ['È UNA TRUFFA', 'È UNA TRUFFA'],
  ['INACCETTABILE', 'INACCETTABILE'],
  ['MOLTO MALE'],
  ['Non ho ricevuto NULLA'],
  ['POSTE ITALIANE, BRT, SDA, GLS'],
  ['MARIO ROSSI\nVIA ROMA 12\n20121 MILANO MI'],
  ['P. IVA, IBAN, CF, PEC'],
  ['Sulla scatola c’è scritto "NON CAPOVOLGERE MAI IL PACCO" e basta'],
  ['Grazie\n\n-- \nROSSI IMPIANTI ELETTRICI'],
  ['> DOVE SONO I MIEI SOLDI\nvedi sopra'],
  ['Ordine 404-1234567-1234567 ASIN B0ABC12345'],
  ['La TV LG OLED HDMI USB'],
]

const spanish: readonly Case[] = [
  ['QUIERO MI DINERO YA', 'QUIERO MI DINERO YA'],
  ['Hola. ¿DÓNDE ESTÁ MI PEDIDO? Gracias', '¿DÓNDE ESTÁ MI PEDIDO?'],
  ['¡ESTO ES UNA ESTAFA!', '¡ESTO ES UNA ESTAFA!'],
  ['SINVERGÜENZAS', 'SINVERGÜENZAS'],
  ['MALÍSIMO SERVICIO', 'MALÍSIMO SERVICIO'],
  ['MUY MALO'],
  ['No he recibido NADA'],
  ['CORREOS SEUR MRW NACEX'],
  ['JUAN GARCÍA\nCALLE MAYOR 12\n28013 MADRID'],
  ['NIF IVA IBAN SL'],
  ['En la caja pone "NO ABRIR ANTES DE NAVIDAD" y nada más'],
  ['Gracias\n\n-- \nGARCÍA FONTANERÍA Y REFORMAS'],
  ['> DÓNDE ESTÁ MI DINERO\nver arriba'],
  ['Pedido 405-1234567-1234567, la TV LED 4K UHD'],
  ['EE. UU. y CC. OO.'],
]

const polish: readonly Case[] = [
  ['CHCĘ ZWROT PIENIĘDZY', 'CHCĘ ZWROT PIENIĘDZY'],
  ['Witam. GDZIE JEST MOJA PACZKA? Pozdrawiam', 'GDZIE JEST MOJA PACZKA?'],
  ['TO JEST OSZUSTWO', 'TO JEST OSZUSTWO'],
  ['SKANDALICZNA OBSŁUGA', 'SKANDALICZNA OBSŁUGA'],
  ['ŻĄDAM ZWROTU ŚRODKÓW', 'ŻĄDAM ZWROTU ŚRODKÓW'],
  ['ŹLE'],
  ['NIC nie dostałem'],
  ['INPOST DPD DHL GLS'],
  ['JAN KOWALSKI\nUL. DŁUGA 12\n00-238 WARSZAWA'],
  ['NIP VAT PLN REGON'],
  ['Na pudełku jest „NIE RZUCAĆ OSTROŻNIE SZKŁO” i tyle'],
  ['Dziękuję\n\n-- \nKOWALSKI USŁUGI BUDOWLANE'],
  ['> GDZIE SĄ MOJE PIENIĄDZE\njak wyżej'],
  ['Zamówienie 406-1234567-1234567, telewizor LED HDMI'],
  ['Mam USB, HDMI, LED, PVC'],
]

const japanese: readonly Case[] = [
  ['返金してください。すぐに！！！'],
  ['ＵＳＢ ＨＤＭＩ ＬＥＤ'],
  ['注文番号 249-1234567-7654321 ASIN B0ABC12345'],
  ['ヤマト運輸 YAMATO SAGAWA EMS'],
  ['箱に「DO NOT OPEN THIS SIDE UP」とあります'],
  ['ＩＰＨＯＮＥのケース、AMAZON JAPANで購入'],
  ['GIVE ME MY MONEY BACK 返して', 'GIVE ME MY MONEY BACK 返して'],
  ['ＲＥＦＵＮＤ ＭＥ ＮＯＷ', 'ＲＥＦＵＮＤ ＭＥ ＮＯＷ'],
  ['SONYのWH-1000XM5、JBLのFLIP'],
  ['サイズはXL、色はBLACK'],
  ['T-SHIRT とUSBケーブル'],
  ['NGです。OKです。'],
  ['> GIVE ME MY MONEY\n上記の通り'],
  ['ありがとうございます\n\n-- \nTANAKA TRADING COMPANY'],
  ['対応が最悪です！！！！'],
]

const chinese: readonly Case[] = [
  ['退钱！！！退钱！！！退钱！！！'],
  ['差评差评差评'],
  ['订单号 112-1234567-7654321，ASIN B0ABC12345'],
  ['快递 SF1234567890123，DHL，UPS，YTO'],
  ['型号是 SOFA-3-BLK，尺码 XXL'],
  ['包装上写着“DO NOT OPEN THIS SIDE”，没别的'],
  ['接口是 HDMI，不是 USB 或 VGA'],
  ['I WANT MY MONEY BACK 你们这些骗子', 'I WANT MY MONEY BACK 你们这些骗子'],
  ['ＲＥＦＵＮＤ ＭＥ ＮＯＷ', 'ＲＥＦＵＮＤ ＭＥ ＮＯＷ'],
  ['买的是 HUAWEI 的 MATE 手机壳'],
  ['苹果 IPHONE 和 IPAD 都能用吗'],
  ['我在AMAZON上买的，不是EBAY'],
  ['> WHERE IS MY MONEY\n见上文'],
  ['谢谢\n\n-- \nSHENZHEN TRADING COMPANY LIMITED'],
  ['FBA 仓库发错 SKU，RMA 怎么办'],
]

describe.each([
  ['French', french],
  ['Italian', italian],
  ['Spanish', spanish],
  ['Polish', polish],
  ['Japanese', japanese],
  ['Chinese', chinese],
])('%s', (_language, cases) => {
  test.each(cases.map(([letter, shouted]) => ({ letter, shouted })))('$letter', ({ letter, shouted }) => {
    expect(shoutedSentence(letter)).toBe(shouted)
  })
})
