import type { Language } from './context.ts'

type Words = Readonly<Record<Language, string>>

/** What each pattern of the contract asks for, in words with an example; a test looks that none is missing. */
const patternWords: Readonly<Record<string, Words>> = {
  '\\S': { en: 'must not be blank', 'zh-CN': '不能为空白' },
  '\\p{L}|\\p{N}': { en: 'must hold a letter or a digit', 'zh-CN': '至少要有一个文字或数字' },
  '^[^\\r\\n]*$': { en: 'must be a single line', 'zh-CN': '只能是一行，不能换行' },
  '^https://': {
    en: 'must be an address that begins with https://, like https://label.example/7',
    'zh-CN': '应为以 https:// 开头的网址，如 https://label.example/7',
  },
  '^[a-z]{2}$': { en: 'must be a language of two letters, like de', 'zh-CN': '应为两位语言代码，如 de' },
  '^[a-z]{2}(-[A-Z]{2})?$': { en: 'must be a language, like de or pt-BR', 'zh-CN': '应为语言代码，如 de 或 pt-BR' },
  '^(\\*|[a-z]{2})$': {
    en: 'must be a language of two letters, like de, or * for every one',
    'zh-CN': '应为两位语言代码（如 de），或用 * 表示全部',
  },
  '^[A-Z]{3}$': {
    en: 'must be a currency of three capital letters, like EUR',
    'zh-CN': '应为三位大写货币代码，如 EUR',
  },
  '^(?!0+(?:\\.0+)?$)\\d{1,8}(?:\\.\\d{1,10})?$': {
    en: 'must be a rate above 0 with a point and at most ten decimals, like 1.0842',
    'zh-CN': '应为大于 0 的汇率，小数点后最多十位，如 1.0842',
  },
  '^[A-Z]{2}$': { en: 'must be a country of two capital letters, like DE', 'zh-CN': '应为两位大写国家代码，如 DE' },
  '^[A-Z0-9-]{1,10}$': {
    en: 'must be a region of capital letters and digits, like BY',
    'zh-CN': '应为大写字母和数字组成的地区代码，如 BY',
  },
  '^[A-Za-z][A-Za-z0-9_+/-]*$': {
    en: 'must be a time zone, like Europe/Berlin',
    'zh-CN': '应为时区名称，如 Europe/Berlin',
  },
  '^\\d{4}-\\d{2}-\\d{2}$': { en: 'must be a day, like 2026-03-31', 'zh-CN': '应为日期，如 2026-03-31' },
  '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$': {
    en: 'must be a time from 00:00 to 24:00, like 09:30',
    'zh-CN': '应为 00:00 至 24:00 的时间，如 09:30',
  },
  '^[A-Za-z0-9.:_-]+$': {
    en: 'must be the name or address of a server, like imap.example.com',
    'zh-CN': '应为服务器名称或地址，如 imap.example.com',
  },
  '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$': {
    en: 'must be a domain in small letters, like marketplace.example.com',
    'zh-CN': '应为小写域名，如 marketplace.example.com',
  },
  '^[a-z][a-z0-9]*(-[a-z0-9]+)*$': {
    en: 'must begin with a letter and be small letters and digits joined by hyphens, like late-sofas',
    'zh-CN': '应以字母开头，由连字符相连的小写字母和数字组成，如 late-sofas',
  },
  '^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$': {
    en: 'must be up to 40 letters, digits, points and hyphens, like R6',
    'zh-CN': '应为不超过 40 位的字母、数字、点和连字符，如 R6',
  },
  '^[a-z0-9]+(?:-[a-z0-9]+)*$': {
    en: 'must be small letters and digits joined by hyphens, like not-received',
    'zh-CN': '应为以连字符相连的小写字母和数字，如 not-received',
  },
  '^[a-z][a-z0-9-]{1,39}$': {
    en: 'must be 2 to 40 small letters, digits and hyphens, like amazon-de',
    'zh-CN': '应为 2 至 40 位小写字母、数字和连字符，如 amazon-de',
  },
  '^[a-z][a-z0-9-]{0,39}$': {
    en: 'must be up to 40 small letters, digits and hyphens, like refund',
    'zh-CN': '应为不超过 40 位的小写字母、数字和连字符，如 refund',
  },
  '^[a-z0-9][a-z0-9-]{1,39}$': {
    en: 'must be 2 to 40 small letters, digits and hyphens, like nordhaus',
    'zh-CN': '应为 2 至 40 位小写字母、数字和连字符，如 nordhaus',
  },
  '^(\\*|[a-z][a-z0-9-]{1,39})$': {
    en: 'must be a marketplace, like amazon-de, or * for everywhere',
    'zh-CN': '应为站点代码（如 amazon-de），或用 * 表示全部',
  },
  '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$': {
    en: 'must be small letters and digits joined by dots or hyphens, like return.first-letter',
    'zh-CN': '应为以点或连字符相连的小写字母和数字，如 return.first-letter',
  },
  '^[a-z-]{1,40}\\.([a-z-]{1,40}|\\*)$': {
    en: 'must be an action, like stores.store-changed, or all of a part, like stores.*',
    'zh-CN': '应为操作代码，如 stores.store-changed；某一部分的全部操作用 stores.*',
  },
}

const formatWords: Readonly<Record<string, Words>> = {
  email: { en: 'must be an e-mail address, like name@example.com', 'zh-CN': '应为邮箱地址，如 name@example.com' },
  date: { en: 'must be a day, like 2026-03-31', 'zh-CN': '应为日期，如 2026-03-31' },
  'date-time': {
    en: 'must be a moment with its zone, like 2026-03-31T09:30:00Z',
    'zh-CN': '应为带时区的时间，如 2026-03-31T09:30:00Z',
  },
  uuid: {
    en: 'must be an id (UUID), as the desk gives them out',
    'zh-CN': '应为系统给出的编号（UUID）',
  },
}

const otherForm: Words = { en: 'does not have the form that is asked for here', 'zh-CN': '格式不符合要求' }

/** Whether somebody has said in words what a pattern asks for. */
export const knowsPattern = (pattern: string): boolean => pattern in patternWords

/** What a text that fits no pattern should have been: never the regular expression itself, which is no reader's language. */
export const wordsOfPattern = (pattern: string, language: Language): string =>
  (patternWords[pattern] ?? otherForm)[language]

/** What a text of the wrong format should have been. */
export const wordsOfFormat = (format: string, language: Language): string =>
  (formatWords[format] ?? otherForm)[language]
