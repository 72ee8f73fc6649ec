import type { FaultCode } from './schema.ts'

type Words = { readonly en: string; readonly 'zh-CN': string }

/** What is wrong, and the mend. */
const words: Readonly<Record<FaultCode, Words>> = {
  missing: { en: 'This cell must not be empty.', 'zh-CN': '此单元格不能为空。' },
  'no-day': {
    en: 'This is no date that can be read. Write it like 2026-09-29.',
    'zh-CN': '无法识别的日期。请写成 2026-09-29 的形式。',
  },
  'no-amount': {
    en: 'This is no amount of its currency. Write it like 1234.50.',
    'zh-CN': '无法识别的金额。请写成 1234.50 的形式。',
  },
  'no-count': { en: 'This is no whole number.', 'zh-CN': '不是整数。' },
  'no-currency': {
    en: 'This is no currency. Write its code, like EUR.',
    'zh-CN': '无法识别的币种。请写代码，如 EUR。',
  },
  'too-long': { en: 'This text is too long for its column.', 'zh-CN': '文本过长。' },
  'too-many-cells': {
    en: 'This row has more cells than the file has headings: perhaps a delimiter stands in a text without quotes.',
    'zh-CN': '此行的单元格多于表头：可能文本中含有未加引号的分隔符。',
  },
  negative: { en: 'This number must not be below zero.', 'zh-CN': '此数字不能为负。' },
  lost: {
    en: 'A spreadsheet has lost what stood here. Download the report again and import it without opening it before.',
    'zh-CN': '电子表格软件已丢失此处的原始内容。请重新下载报表，不要打开，直接导入。',
  },
  'no-rating': {
    en: 'A rating is a whole number from 1 to 5.',
    'zh-CN': '评分必须是 1 到 5 的整数。',
  },
  unreadable: {
    en: 'Some bytes here are no characters. Upload the file again and choose another encoding.',
    'zh-CN': '此处含有无法识别的字符。请重新上传文件，并选择其他编码。',
  },
}

/** What is wrong with a cell, in the reader's language. */
export const wordsOfFault = (code: FaultCode, language: keyof Words): string => words[code][language]
