import { describe, expect, test } from 'vitest'
import { shoutedSentence } from './rules.capitals.ts'

/** A letter, and the sentence in it that is shouted; without one, nobody shouts. */
type Case = readonly [letter: string, shouted?: string]

const english: readonly Case[] = [
  ['I WANT A REFUND NOW', 'I WANT A REFUND NOW'],
  ['Hi there. WHERE IS MY ORDER? Thanks', 'WHERE IS MY ORDER?'],
  ['UNBELIEVABLE SERVICE', 'UNBELIEVABLE SERVICE'],
  ["I DON'T CARE", "I DON'T CARE"],
  ['THIS IS THE THIRD TIME i wrote'],
  ['WHERE IS 112-1234567-7654321 NOW YOU THIEVES', 'WHERE IS 112-1234567-7654321 NOW YOU THIEVES'],
  ['SEND ME A NEW ONE ASAP', 'SEND ME A NEW ONE ASAP'],
  ['W H E R E is it'],
  ['NO NO NO', 'NO NO NO'],
  ['VERY BAD'],
  ['Order 112-1234567-7654321 via UPS, tracking 1Z999AA10123456784'],
  ['ASIN B0ABC12345'],
  ['SKU: SOFA-3-BLK-XL LED HDMI USB'],
  ['FEDEX UPS USPS DHL ROYAL MAIL'],
  ['My LG OLED HDTV has no HDMI ARC. OK?'],
  ['It says "PLEASE KEEP THIS SIDE UP AT ALL TIMES" on the box'],
  ['It says ‘DO NOT OPEN THIS BOX’ on it'],
  ['Thanks\n\n> WHERE IS MY MONEY YOU FOOLS\n'],
  ['Please reply.\n\n-- \nJANE DOE\nHEAD OF PURCHASING AND LOGISTICS'],
  ['Ship it to\nJANE DOE\n14 HIGH STREET\nLONDON SW1A 1AA\nUNITED KINGDOM'],
  ['JOHN SMITH\n742 EVERGREEN TERRACE\nSPRINGFIELD IL 62704'],
  ['Model XPS-15-9520 and WD40EFRX-68N32N0'],
  ['The M4A1 CQB RIS kit'],
  ['RMA RTV POD FBA FBM?'],
  ['I bought the SONY WH-1000XM5 and the BOSE QC45'],
  ['COMPLETE SCAM!!!', 'COMPLETE SCAM!!!'],
]

const german: readonly Case[] = [
  ['ICH WILL MEIN GELD ZURÜCK', 'ICH WILL MEIN GELD ZURÜCK'],
  ['Guten Tag. WO BLEIBT MEINE LIEFERUNG? Gruß', 'WO BLEIBT MEINE LIEFERUNG?'],
  ['UNVERSCHÄMTHEIT!', 'UNVERSCHÄMTHEIT!'],
  ['DAS IST EINE FRECHHEIT, BESTELLUNG 302-1234567-1234567', 'DAS IST EINE FRECHHEIT, BESTELLUNG 302-1234567-1234567'],
  ['SCHEIß LADEN EY', 'SCHEIß LADEN EY'],
  ['ES REICHT MIR', 'ES REICHT MIR'],
  ['Die Rechnung, der Lieferschein, das Paket'],
  ['Bestellung, Lieferung, Rechnung, Retoure, Gutschrift, Erstattung'],
  ['Ich habe NICHTS bekommen'],
  ['BITTE melden'],
  ['DHL GLS DPD HERMES'],
  ['Rechnung mit MWST und EORI an die MUSTER GMBH bitte'],
  ['MUSTER HANDELS GMBH\nHAUPTSTRASSE 12\n10115 BERLIN'],
  ['ERIKA MUSTERMANN\nAM ALTEN MARKT 5\nD-50667 KÖLN'],
  ['Auf dem Karton steht „VORSICHT GLAS NICHT WERFEN“ groß drauf'],
  ['Danke\n\n-- \nMUSTERMANN WERBETECHNIK UND DRUCK'],
  ['Am Montag schrieb der Shop:\n> WIR HABEN IHRE BESTELLUNG ERHALTEN'],
  ['LED TV HDMI USB-C KFZ PKW LKW TÜV'],
  ['Sendungsnummer: 00340434161094042557'],
  ['Meine IBAN ist DE89 3704 0044 0532 0130 00'],
  ['EBAY KLEINANZEIGEN AMAZON'],
]

const dutch: readonly Case[] = [
  ['IK WIL MIJN GELD TERUG', 'IK WIL MIJN GELD TERUG'],
  ['Hallo. WAAR BLIJFT MIJN PAKKET? Groet', 'WAAR BLIJFT MIJN PAKKET?'],
  ['BELACHELIJK GEWOON', 'BELACHELIJK GEWOON'],
  ['DIT KAN ECHT NIET', 'DIT KAN ECHT NIET'],
  ['OPLICHTERS ZIJN JULLIE', 'OPLICHTERS ZIJN JULLIE'],
  ['ZO SLECHT!'],
  ['Ik heb NIETS ontvangen'],
  ['POSTNL DHL DPD'],
  ['JAN JANSEN\nKERKSTRAAT 12\n1017 GA AMSTERDAM'],
  ['BTW KVK IBAN'],
  ['Op de doos staat "NIET KANTELEN OF GOOIEN AUB" en meer niet'],
  ['Bedankt\n\n-- \nJANSEN INSTALLATIETECHNIEK'],
  ['> WAAR IS MIJN GELD\nzie boven'],
  ['De HP LED TV met USB en HDMI'],
  ['Bestelling 406-1234567-1234567 TRACKING 3STEST123456789'],
]

const swedish: readonly Case[] = [
  ['JAG VILL HA PENGARNA TILLBAKA', 'JAG VILL HA PENGARNA TILLBAKA'],
  ['Hej. VAR ÄR MITT PAKET? Hälsningar', 'VAR ÄR MITT PAKET?'],
  ['FULLSTÄNDIGT OACCEPTABELT', 'FULLSTÄNDIGT OACCEPTABELT'],
  ['NU RÄCKER DET', 'NU RÄCKER DET'],
  ['SÅ DÅLIGT ÄR DET', 'SÅ DÅLIGT ÄR DET'],
  ['MYCKET BRA'],
  ['Jag har INTE fått något'],
  ['POSTNORD DHL SCHENKER'],
  ['ANNA ANDERSSON\nSTORGATAN 5\n111 22 STOCKHOLM'],
  ['TV LED USB IKEA KALLAX'],
  ['På lådan står "FÅR EJ STAPLAS ELLER KASTAS" bara'],
  ['Tack\n\n-- \nANDERSSON BYGG OCH MÅLERI'],
  ['> VAR ÄR MINA PENGAR\nse ovan'],
  ['Ordernummer 405-1234567-1234567'],
  ['Moms SEK USD EUR GBP'],
]

describe.each([
  ['English', english],
  ['German', german],
  ['Dutch', dutch],
  ['Swedish', swedish],
])('%s', (_language, cases) => {
  test.each(cases.map(([letter, shouted]) => ({ letter, shouted })))('$letter', ({ letter, shouted }) => {
    expect(shoutedSentence(letter)).toBe(shouted)
  })
})
