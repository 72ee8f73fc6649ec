import type { Language } from '../../platform/context.ts'
import { defineProblems, Refusal, wordsOf } from '../../platform/errors.ts'

export const storesProblems = defineProblems({
  'stores.not-found': {
    status: 404,
    en: 'This store does not exist, or it is not one of yours. Go back to the list.',
    'zh-CN': '该店铺不存在，或不在您负责的范围内。请返回列表。',
  },
  'stores.marketplace-not-found': {
    status: 404,
    en: 'There is no marketplace “{marketplace}” here. Choose one from the list.',
    'zh-CN': '没有站点“{marketplace}”。请从列表中选择。',
  },
  'stores.rule-not-found': {
    status: 404,
    en: 'This rule does not exist. Load the page again.',
    'zh-CN': '该规则不存在。请刷新页面。',
  },
  'stores.name-taken': {
    status: 409,
    en: 'Another store of this marketplace has this name. Choose a name that tells them apart.',
    'zh-CN': '该站点已有同名店铺。请换一个便于区分的名称。',
  },
  'stores.seller-taken': {
    status: 409,
    en: 'This seller account already belongs to another store of this marketplace.',
    'zh-CN': '该卖家账号已属于此站点的另一家店铺。',
  },
  'stores.in-use': {
    status: 409,
    en: 'This store has tickets, customers or channels and cannot be deleted. Deactivate it instead; its history stays.',
    'zh-CN': '该店铺已有工单、客户或渠道，不能删除。请改为停用，历史记录会保留。',
  },
  'stores.unknown-zone': {
    status: 422,
    en: '“{zone}” is not a known time zone. Choose one like Europe/Berlin.',
    'zh-CN': '无法识别时区“{zone}”。请选择如 Europe/Berlin 的时区。',
  },
  'stores.unknown-currency': {
    status: 422,
    en: '“{currency}” is not a currency. Use its three letters, like EUR.',
    'zh-CN': '“{currency}”不是有效货币。请使用三位代码，如 EUR。',
  },
  'stores.order-pattern': {
    status: 422,
    en: 'The shape “{pattern}” cannot be read. Write 9 for a digit, A for a letter, X for either, {2,6} for how often.',
    'zh-CN': '无法识别格式“{pattern}”。用 9 表示数字，A 表示字母，X 表示任一，{2,6} 表示次数。',
  },
  'stores.rule-scope': {
    status: 422,
    en: '“{scope}” is no marketplace, no kind of marketplace, and not * for everywhere.',
    'zh-CN': '“{scope}”既不是站点，也不是站点类型，也不是代表全部的 *。',
  },
  'stores.rule-unit': {
    status: 422,
    en: 'This rule cannot be stated in “{unit}”. Choose one of: {units}.',
    'zh-CN': '该规则不能用“{unit}”表示。可选：{units}。',
  },
  'stores.rule-value': {
    status: 422,
    en: 'This value does not fit the rule. Whole numbers for times and counts, 0 to 100 for percent, yes or no for permissions.',
    'zh-CN': '该值不符合此规则。时间和次数为整数，百分比为 0 到 100，许可为是或否。',
  },
  'stores.rule-currency': {
    status: 422,
    en: 'Money needs a currency, and nothing else may have one.',
    'zh-CN': '金额必须有货币，其他规则不能有货币。',
  },
  'stores.rule-end': {
    status: 422,
    en: 'The end must be later than the first day of the rule.',
    'zh-CN': '结束日期必须晚于生效日期。',
  },
})

/** A refusal that a form shows at one of its fields, in the reader's language. */
export function refusalAt(
  field: string,
  code: keyof typeof storesProblems,
  language: Language,
  details: Record<string, unknown> = {},
): Refusal {
  const message = wordsOf(new Refusal(code, details), language)
  return new Refusal(code, { ...details, errors: [{ field, message }] })
}
