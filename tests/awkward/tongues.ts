/** A report of orders in the words and signs of one language: its headings (DOMAIN.md section 5) and three rows. */
export interface Tongue {
  /** Number, day, title, SKU, quantity, currency, price. */
  readonly headings: readonly string[]
  readonly currency: string
  /** As they are written, and what they mean. */
  readonly days: readonly (readonly [string, string])[]
  readonly counts: readonly (readonly [string, number])[]
  readonly prices: readonly (readonly [string, number])[]
  readonly titles: readonly string[]
  /** The headings are none that the desk knows: a person says what they mean. */
  readonly isForeign?: true
}

const midnight = (day: string): string => `${day}T00:00:00.000Z`
const counts = [
  ['2', 2],
  ['1', 1],
  ['3', 3],
] as const

/** By the name of the language. */
export const tongues: Readonly<Record<string, Tongue>> = {
  English: {
    headings: ['amazon-order-id', 'purchase-date', 'product-name', 'sku', 'quantity', 'currency', 'item-price'],
    currency: 'USD',
    days: [
      ['2026-09-29T14:03:11+00:00', '2026-09-29T14:03:11.000Z'],
      ['29-Sep-2026', midnight('2026-09-29')],
      ['Sep 29, 2026 2:03:11 PM PDT', '2026-09-29T21:03:11.000Z'],
    ],
    counts: [
      ['2', 2],
      ['1,000', 1_000],
      ['3', 3],
    ],
    prices: [
      ['1,234.50', 123_450],
      ['12.34', 1_234],
      ['US $35.00', 3_500],
    ],
    titles: ['Lamp, white', 'Bath mat 24" x 36"', 'Oak desk'],
  },
  German: {
    headings: ['Bestellnummer', 'Kaufdatum', 'Artikelname', 'SKU', 'Menge', 'Währung', 'Artikelpreis'],
    currency: 'EUR',
    days: [
      ['29.09.2026 14:03:11', '2026-09-29T14:03:11.000Z'],
      ['1. März 2026', midnight('2026-03-01')],
      ['29.9.26', midnight('2026-09-29')],
    ],
    counts: [
      ['2', 2],
      ['1.000', 1_000],
      ['3', 3],
    ],
    prices: [
      ['1.234,50', 123_450],
      ['12,34 €', 1_234],
      ['1.000', 100_000],
    ],
    titles: ['Tischlampe für Küche, weiß', 'Stuhl "Nord"', 'Größe L'],
  },
  French: {
    headings: [
      'Numéro de commande',
      "Date d'achat",
      'Nom du produit',
      'SKU',
      'Quantité',
      'Devise',
      "Prix de l'article",
    ],
    currency: 'EUR',
    days: [
      ['29/09/2026 14:03', '2026-09-29T14:03:00.000Z'],
      ['29 sept. 2026 14:03:11 UTC+2', '2026-09-29T12:03:11.000Z'],
      ['1er mars 2026', midnight('2026-03-01')],
    ],
    counts,
    prices: [
      ['1\u00a0234,50', 123_450],
      ['12,34', 1_234],
      ['35,00 €', 3_500],
    ],
    titles: ['Lampe d’été, 80 cm', 'Chaise « Nord »', 'Étagère'],
  },
  Spanish: {
    headings: ['Número de pedido', 'Fecha de compra', 'Nombre del producto', 'SKU', 'Cantidad', 'Moneda', 'Precio'],
    currency: 'EUR',
    days: [
      ['29/09/2026', midnight('2026-09-29')],
      ['29 de septiembre de 2026', midnight('2026-09-29')],
      ['03/04/2026', midnight('2026-04-03')],
    ],
    counts,
    prices: [
      ['1.234,50', 123_450],
      ['12,34', 1_234],
      ['35', 3_500],
    ],
    titles: ['Lámpara, blanca', 'Silla "Niño"', 'Señal'],
  },
  Italian: {
    headings: ['Numero ordine', "Data d'acquisto", 'Nome prodotto', 'SKU', 'Quantità', 'Valuta', 'Prezzo'],
    currency: 'EUR',
    days: [
      ['29 set 2026 14:03', '2026-09-29T14:03:00.000Z'],
      ['1 dicembre 2026', midnight('2026-12-01')],
      ['29/09/2026', midnight('2026-09-29')],
    ],
    counts,
    prices: [
      ['€ 1.234,50', 123_450],
      ['12,34', 1_234],
      ['35,0', 3_500],
    ],
    titles: ['Lampada, più bianca', 'Sedia "Città"', 'Tavolo'],
  },
  Japanese: {
    headings: ['注文番号', '購入日', '商品名', 'SKU', '数量', '通貨', '商品価格'],
    currency: 'JPY',
    days: [
      ['2026年9月29日 14時03分', '2026-09-29T14:03:00.000Z'],
      ['2026/09/29 14:03:11 JST', '2026-09-29T05:03:11.000Z'],
      ['２０２６／９／２９', midnight('2026-09-29')],
    ],
    counts: [
      ['２', 2],
      ['1,000', 1_000],
      ['3', 3],
    ],
    prices: [
      ['￥1,234', 1_234],
      ['１，２００', 1_200],
      ['3500', 3_500],
    ],
    titles: ['折りたたみ机 120cm、白', 'デスクランプ "北"', 'カーテン'],
  },
  Chinese: {
    headings: ['订单号', '下单时间', '商品名称', 'SKU', '数量', '币种', '商品价格'],
    currency: 'CNY',
    days: [
      ['2026年9月29日 下午2:03', '2026-09-29T14:03:00.000Z'],
      ['2026-9-29', midnight('2026-09-29')],
      ['2026/9/29 14:03:11', '2026-09-29T14:03:11.000Z'],
    ],
    counts: [
      ['2', 2],
      ['1,000', 1_000],
      ['３', 3],
    ],
    prices: [
      ['￥1,234.50', 123_450],
      ['１２．３４', 1_234],
      ['35', 3_500],
    ],
    titles: ['台灯，暖白色', '椅子“北欧”', '书桌 "大"'],
  },
  'Chinese of Taiwan': {
    headings: ['訂單編號', '購買日期', '商品名稱', 'SKU', '數量', '幣別', '商品價格'],
    currency: 'TWD',
    days: [
      ['2026/9/29', midnight('2026-09-29')],
      ['2026年9月29日', midnight('2026-09-29')],
      ['2026-09-29 14:03', '2026-09-29T14:03:00.000Z'],
    ],
    counts,
    prices: [
      ['NT$1,234', 123_400],
      ['12.34', 1_234],
      ['35', 3_500],
    ],
    titles: ['檯燈 暖白色', '椅子', '書桌'],
    isForeign: true,
  },
  Korean: {
    headings: ['주문번호', '구매일', '상품명', 'SKU', '수량', '통화', '상품가격'],
    currency: 'KRW',
    days: [
      ['2026. 9. 29.', midnight('2026-09-29')],
      ['2026-09-29', midnight('2026-09-29')],
      ['2026/9/29', midnight('2026-09-29')],
    ],
    counts,
    prices: [
      ['35,000', 35_000],
      ['₩1,200', 1_200],
      ['500', 500],
    ],
    titles: ['책상 램프', '의자', '커튼'],
    isForeign: true,
  },
}
