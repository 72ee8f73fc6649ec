import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { encodingOf } from './rules.encoding.ts'
import type { FileFormat } from './schema.ts'

const found = (bytes: Uint8Array, isWhole = true) => encodingOf(bytes, isWhole)

const tables: Record<string, string> = {
  simplified: '订单编号,商品名称,数量,价格\r\n114-1,台灯 暖白色,2,35.00\r\n',
  traditional: '訂單編號,商品名稱,數量,價格\r\n114-1,檯燈 暖白色,2,35.00\r\n',
  japanese: '注文番号,商品名,数量,価格\r\n114-1,デスクランプ 白,2,3500\r\n',
  korean: '주문번호,상품명,수량,가격\r\n114-1,책상 램프,2,35000\r\n',
  german: 'Bestellnummer;Artikelname;Menge;Preis in €\r\n114-1;Größe für Küche;2;35,00\r\n',
  french: 'Numéro de commande;Quantité;Prix\r\n114-1;2;35,00 €\r\n',
}

test.each<[FileFormat['encoding'], string]>([
  ['utf-8', 'simplified'],
  ['gb18030', 'simplified'],
  ['big5', 'traditional'],
  ['shift_jis', 'japanese'],
  ['euc-jp', 'japanese'],
  ['euc-kr', 'korean'],
  ['windows-1252', 'german'],
  ['windows-1252', 'french'],
  ['utf-16le', 'german'],
  ['utf-16be', 'german'],
])('%s of a table in %s, also where the beginning ends within a character', (encoding, language) => {
  const bytes = iconv.encode(tables[language] ?? '', encoding)
  expect(found(bytes)).toEqual({ encoding, bomBytes: 0 })
  for (let cut = 1; cut < 4; cut++) {
    expect(found(bytes.subarray(0, bytes.length - 12 - cut), false).encoding).toBe(encoding)
  }
})

describe('a byte order mark decides', () => {
  test.each<[FileFormat['encoding'], number]>([
    ['utf-8', 3],
    ['utf-16le', 2],
    ['utf-16be', 2],
  ])('%s', (encoding, bomBytes) => {
    expect(found(iconv.encode('a,b', encoding, { addBOM: true }))).toEqual({ encoding, bomBytes })
  })
})

test('plain ASCII and nothing at all are UTF-8', () => {
  expect(found(Buffer.from('a,b\n1,2\n')).encoding).toBe('utf-8')
  expect(found(Buffer.alloc(0)).encoding).toBe('utf-8')
})

test('the mark of GB18030', () => {
  const marked = Buffer.concat([Buffer.from('84319533', 'hex'), Buffer.from('a,b')])
  expect(found(marked)).toEqual({ encoding: 'gb18030', bomBytes: 4 })
})

test('UTF-8 in which titles were cut within a character stays UTF-8; GB18030 is not taken for it', () => {
  const cut = Buffer.from('订单编号,商品名称\n114-1,台灯 暖白色').subarray(0, -1)
  expect(found(Buffer.concat([cut, Buffer.from('\n114-2,台灯\n')])).encoding).toBe('utf-8')
})

test('what is beyond ASCII decides, however late it comes', () => {
  const plain = 'order,title\n'.repeat(7_000)
  expect(found(iconv.encode(`${plain}${tables.simplified}`, 'gb18030')).encoding).toBe('gb18030')
})
