/** Under these headings sellers' own tables and warehouse reports name the batch that a piece is of. */
export const batchHeadings: readonly string[] = [
  'batch',
  'batch-number',
  'batch_number',
  'lot',
  'lot-number',
  'lot_number',
  '批次',
  '批号',
  '批次号',
]

/**
 * What a buyer wrote without the buyer's own name: parts of it of two letters or more, as whole words. Who reads why goods
 * come back need not know who sent them.
 */
export function withoutBuyer(text: string, buyerName: string): string {
  const parts = (buyerName.match(/[\p{L}\p{M}]{2,}/gu) ?? []).sort((one, other) => other.length - one.length)
  return parts.reduce((rest, part) => rest.replaceAll(wordOf(part), '…'), text)
}

/** Names in scripts that put no space between words are found wherever they stand. Letters need no escape. */
const wordOf = (part: string): RegExp =>
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(part)
    ? new RegExp(part, 'giu')
    : new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${part}(?![\\p{L}\\p{M}\\p{N}])`, 'giu')
