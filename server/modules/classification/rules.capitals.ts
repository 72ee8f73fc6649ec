import { readReply } from '../../lib/mail-reply.ts'
import { beyondAscii, sentences } from '../../lib/text.ts'
import { findIdentifiers } from './rules.identifiers.ts'

/**
 * "A sentence all in capitals" (PRODUCT.md, questions settled): at least 3 alphabetic words or 12 letters, at 90 %
 * capitals, after taking away order numbers, ASIN, SKU, tracking numbers, carrier names, acronyms, quoted text and
 * signatures.
 */
const WORDS = 3
const LETTERS = 12
const SHARE = 0.9
/** A "sentence" without end is judged by its beginning. */
const LONGEST = 600

const carriers =
  'UPS USPS DHL FEDEX DPD GLS TNT EVRI HERMES YODEL ARAMEX POSTNL POSTNORD SCHENKER COLISSIMO CHRONOPOST BRT SDA CORREOS SEUR MRW NACEX INPOST ONTRAC LASERSHIP PUROLATOR AMZL PARCELFORCE YUNEXPRESS CAINIAO EMS YTO ZTO 4PX BPOST SAGAWA YAMATO'

/** Written in capitals by everybody. Words that are also words (IT, US, IN, EST, AUX) are left out on purpose. */
const acronyms =
  'USB HDMI VGA DVI LED LCD OLED TV HDTV UHD HD FHD QHD DVD CD PC IOS GPS GSM LTE WIFI WLAN NFC RFID IP IR AC DC AA AAA UK USA EU UAE CN FAQ DIY OK ID PIN SIM SD TF SSD HDD RAM ROM CPU GPU PSU BIOS FBA FBM MFN AFN RMA SKU FNSKU ASIN EAN UPC GTIN ISBN VAT GST HST TVA IVA MWST BTW NIP PDF JPG PNG CSV URL HTML API PM PST CET GMT UTC XS XXS XL XXL XXXL EUR USD GBP JPY CAD AUD CHF SEK PLN CNY RMB CE FCC ROHS PET PVC ABS EVA TPU MDF BPA ASAP FYI PS POA ODR INR SNAD LLC INC LTD GMBH SARL SRL BV KG CEO CC BCC RE FW FWD BMW VW KFZ PKW LKW ISO UV RGB RCA MIDI XLR IBAN BIC SWIFT SEPA SIRET SIREN NIF CIF NIE CF PEC IVA KVK REGON EORI TÜV GDPR DSGVO RGPD SA SAS SPA SL AB OY AS EBAY AMAZON KLEINANZEIGEN PAYPAL KLARNA VISA ETSY TEMU SHEIN ALIEXPRESS WALMART ZALANDO OTTO IPHONE IPAD MACBOOK HUAWEI XIAOMI SAMSUNG PHILIPS BOSCH BOSE DELL LENOVO CANON NIKON NVIDIA AMD RTX GTX JBL LG HP IBM ASUS ACER SONY IKEA XBOX PS4 PS5 NES SNES GB TB MB KB CM MM ML OZ LB LBS KW KWH HZ'

const removed = new Set(`${carriers} ${acronyms}`.split(' '))
const removedPhrases =
  /\b(?:ROYAL MAIL|LA POSTE|POSTE ITALIANE|DEUTSCHE POST|CANADA POST|AUSTRALIA POST|JAPAN POST|MONDIAL RELAY|SF EXPRESS|PO BOX|A[- ]TO[- ]Z)\b/gu
const quotation =
  /"[^"\n]{1,400}"|‘[^’\n]{1,400}’|“[^”\n]{1,400}”|„[^“”\n]{1,400}[“”]|«[^»\n]{1,400}»|「[^」\n]{1,400}」|『[^』\n]{1,400}』/gu
/** A line of an address is written in capitals by custom: 12 RUE DE LA PAIX, LONDON SW1A 1AA, 75002 PARIS. */
const addressLine =
  /^\s*\d{1,5}[A-Z]?[,\s]+\p{Lu}[\p{Lu}\s.'’-]{3,50}$|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b|^\s*(?:[A-Z]{1,2}-)?\d{4,6}[,\s]+\p{Lu}[\p{Lu}\s-]{2,30}$|\b(?:STREET|AVENUE|ROAD|LANE|DRIVE|BOULEVARD|STRASSE|STRAßE|RUE|CALLE|VIA|VIALE|PIAZZA|LAAN|STRAAT|GATAN|VÄGEN|ULICA|UL)\b.*\d|\d.*\b(?:STREET|AVENUE|ROAD|LANE|DRIVE|BOULEVARD|STRASSE|STRAßE|RUE|CALLE|VIA|VIALE|PIAZZA|LAAN|STRAAT|GATAN|VÄGEN|ULICA|UL)\b/u

/** The line of an address that has the postal code: 75002 PARIS, 111 22 STOCKHOLM, 00-238 WARSZAWA, SW1A 1AA. */
const postalLine =
  /^\s*(?:[A-Z]{1,2}-)?(?:\d{4,6}|\d{3} \d{2}|\d{2}-\d{3})[,\s]+\p{Lu}[\p{Lu}\s.-]{1,30}$|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\s*$/u
/** A name, a company, a street, a country: a few words without an end mark. */
const partOfAddress = /^[^.!?！？…]{1,60}(?:\p{Lu}\.[^.!?！？…]{1,40})?$/u
const LINES_ABOVE = 3
const WORDS_OF_A_LINE = 4

/** The text without whole addresses: the line with the postal code, those above it, and the country below. */
function withoutAddresses(text: string): string {
  const lines = text.split('\n')
  const isPart = (at: number): boolean => {
    const line = lines[at]?.trim() ?? ''
    return line !== '' && partOfAddress.test(line) && line.split(/\s+/u).length <= WORDS_OF_A_LINE
  }
  const gone = new Set<number>()
  lines.forEach((line, at) => {
    if (line.length > 80 || !postalLine.test(line)) return
    gone.add(at)
    for (let above = at - 1; above >= at - LINES_ABOVE && isPart(above); above--) gone.add(above)
    if (isPart(at + 1) && (lines[at + 1]?.trim().split(/\s+/u).length ?? 0) <= 2) gone.add(at + 1)
  })
  return gone.size === 0 ? text : lines.filter((_line, at) => !gone.has(at)).join('\n')
}

/** What the writer wrote this time: without quotations and signature. All of it, when nothing else is there. */
export function ownWords(text: string): string {
  const own = unquoted(text)
  return own.trim() === '' ? readReply(text).visible : own
}

/** The first shouted sentence of a letter, as the buyer wrote it, or undefined. Quotations and signature do not count. */
export function shoutedSentence(text: string, ownPatterns: readonly string[] = []): string | undefined {
  return shoutedIn(unquoted(text), ownPatterns)
}

function unquoted(text: string): string {
  return readReply(text)
    .fragments.filter(({ kind }) => kind === 'text')
    .map((fragment) => fragment.text.replace(/^\s{0,4}>.*$/gmu, ''))
    .join('\n')
}

/** The same for text that has already been freed of quotations and signature. */
export function shoutedIn(own: string, ownPatterns: readonly string[] = []): string | undefined {
  return sentences(withoutAddresses(own))
    .map((sentence) => sentence.slice(0, LONGEST))
    .find((sentence) => isShouted(sentence, ownPatterns))
}

/** Whether one sentence is shouted. Letters of scripts without capitals count neither way. */
export function isShouted(sentence: string, ownPatterns: readonly string[] = []): boolean {
  if (!/\p{Lu}{2}/u.test(sentence)) return false
  const written = beyondAscii.test(sentence) ? sentence.normalize('NFKC') : sentence
  if (addressLine.test(written)) return false
  const words = withoutIdentifiers(written.replace(quotation, ' ').replace(removedPhrases, ' '), ownPatterns)
    .replace(uncased, ' ')
    .split(/[^\p{L}\p{M}\p{N}'’]+/u)
    .filter((word) => /^[\p{L}\p{M}'’]+$/u.test(word) && /\p{L}/u.test(word) && !removed.has(word))
  const letters = words.join('').match(/\p{L}/gu) ?? []
  const capitals = letters.filter((letter) => /\p{Lu}/u.test(letter)).length
  return (words.length >= WORDS || letters.length >= LETTERS) && capitals >= SHARE * letters.length
}

/** Letters without capitals, as Chinese and Arabic ones. */
const uncased = /[\p{Lo}\p{Lm}]+/gu

function withoutIdentifiers(sentence: string, ownPatterns: readonly string[]): string {
  let rest = sentence
  for (const { start, end } of findIdentifiers(sentence, ownPatterns)) {
    rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  }
  return rest
}
