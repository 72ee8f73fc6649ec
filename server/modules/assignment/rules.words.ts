import type { Reason } from './rules.ts'
import type { ReasonCode } from './schema.ts'

type ScreenLanguage = 'en' | 'zh-CN'

/** `{about}` is the kind or language, named in the reader's language, or the objection itself. */
const texts: Record<ReasonCode, Record<ScreenLanguage, string>> = {
  'no-permission': { en: 'has no role that works on tickets', 'zh-CN': '所属角色不处理工单' },
  store: { en: 'does not serve this store', 'zh-CN': '不负责该店铺' },
  kind: { en: 'does not take this kind: {about}', 'zh-CN': '不处理此类工单：{about}' },
  language: { en: 'does not speak {about}', 'zh-CN': '不会{about}' },
  objection: { en: '{about}', 'zh-CN': '{about}' },
  'off-duty': { en: 'is off duty', 'zh-CN': '当前不在岗' },
  away: { en: 'is away', 'zh-CN': '请假或缺勤' },
  full: { en: 'has no room for more', 'zh-CN': '负荷已满' },
}

const kindNames: Record<string, Record<ScreenLanguage, string>> = {
  inquiry: { en: 'inquiry', 'zh-CN': '咨询' },
  order: { en: 'order', 'zh-CN': '订单处理' },
  return: { en: 'return', 'zh-CN': '退返品' },
  complaint: { en: 'complaint', 'zh-CN': '投诉' },
  claim: { en: 'claim', 'zh-CN': '索赔' },
  review: { en: 'review', 'zh-CN': '差评/反馈' },
  appeal: { en: 'appeal', 'zh-CN': '申诉' },
}

/** A reason as a person reads it. */
export function wordsFor(reason: Reason, language: ScreenLanguage): string {
  const about = reason.about ?? ''
  const named =
    reason.code === 'kind'
      ? (kindNames[about]?.[language] ?? about)
      : reason.code === 'language'
        ? (new Intl.DisplayNames([language], { type: 'language' }).of(about) ?? about)
        : about
  return texts[reason.code][language].replace('{about}', named)
}
