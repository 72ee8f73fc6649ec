import type { Language } from '../../platform/context.ts'
import { defineProblems, Refusal, wordsOf } from '../../platform/errors.ts'

export const slaProblems = defineProblems({
  'sla.policy-not-found': {
    status: 404,
    en: 'This policy does not exist any more. Go back to the list.',
    'zh-CN': '该时限规则已不存在。请返回列表。',
  },
  'sla.policy-taken': {
    status: 409,
    en: 'Another policy already has exactly these conditions. Change that one, or name something more here.',
    'zh-CN': '已有条件完全相同的规则。请修改原规则，或在此增加条件。',
  },
  'sla.measure-twice': {
    status: 422,
    en: 'The same measure is limited twice. Keep one of the two limits.',
    'zh-CN': '同一项指标设置了两次时限。请只保留一个。',
  },
  'sla.store-not-found': {
    status: 422,
    en: 'The store that this policy names does not exist. Choose one from the list.',
    'zh-CN': '规则中的店铺不存在。请从列表中选择。',
  },
  'sla.calendar-not-found': {
    status: 404,
    en: 'This calendar does not exist any more. Choose another from the list.',
    'zh-CN': '该工作日历已不存在。请从列表中另选。',
  },
  'sla.calendar-name-taken': {
    status: 409,
    en: 'Another calendar has this name. Choose a name that tells them apart.',
    'zh-CN': '已有同名的工作日历。请换一个便于区分的名称。',
  },
  'sla.calendar-in-use': {
    status: 409,
    en: 'A policy or a running clock counts by this calendar. Give those policies another one first.',
    'zh-CN': '有规则或运行中的时钟正在使用该日历。请先为这些规则改用其他日历。',
  },
  'sla.calendar-zone': {
    status: 422,
    en: '“{zone}” is not a known time zone. Choose one like Europe/Berlin.',
    'zh-CN': '无法识别时区“{zone}”。请选择如 Europe/Berlin 的时区。',
  },
  'sla.calendar-empty': {
    status: 422,
    en: 'A calendar that is not always open needs at least one working period a week.',
    'zh-CN': '非全天候的工作日历每周至少需要一个工作时段。',
  },
  'sla.period-empty': {
    status: 422,
    en: 'The period {from}–{to} begins and ends at the same time. For a whole day write 00:00–24:00.',
    'zh-CN': '时段 {from}–{to} 的起止时间相同。全天请填写 00:00–24:00。',
  },
  'sla.holiday-date': {
    status: 422,
    en: '“{date}” is not a date. Write it as year-month-day, like 2026-10-01.',
    'zh-CN': '“{date}”不是有效日期。请按 2026-10-01 的格式填写。',
  },
  'sla.holiday-twice': {
    status: 422,
    en: '{date} is listed twice. Keep one of the two.',
    'zh-CN': '{date} 重复出现。请只保留一个。',
  },
  'sla.holiday-period': {
    status: 422,
    en: 'On {date} the period {from}–{to} must end after it begins, on the same day.',
    'zh-CN': '{date} 的时段 {from}–{to} 必须在当天内结束，且晚于开始时间。',
  },
  'sla.country-unknown': {
    status: 422,
    en: 'No holidays are known for “{country}”. Choose a country and region from the list, or write the holidays by hand.',
    'zh-CN': '没有“{country}”的节假日资料。请从列表中选择国家和地区，或手动填写。',
  },
})

/** A refusal that a form shows at one of its fields, in the reader's language. */
export function refusalAt(
  field: string,
  code: keyof typeof slaProblems,
  language: Language,
  details: Record<string, unknown> = {},
): Refusal {
  const message = wordsOf(new Refusal(code, details), language)
  return new Refusal(code, { ...details, errors: [{ field, message }] })
}
