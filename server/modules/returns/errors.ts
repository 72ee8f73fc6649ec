import type { Language } from '../../platform/context.ts'
import { defineProblems, Refusal, refused, wordsOf } from '../../platform/errors.ts'

export const returnsProblems = defineProblems({
  'returns.not-found': {
    status: 404,
    en: 'This return does not exist, or it is of a store that is not yours. Go back to the list.',
    'zh-CN': '该退返品申请不存在，或所属店铺不在您负责的范围内。请返回列表。',
  },
  'returns.open-already': {
    status: 409,
    en: 'A return is open on this ticket already. Go on with that one.',
    'zh-CN': '该工单已有一个退返品申请在处理。请继续处理那一个。',
  },
  'returns.no-store': {
    status: 422,
    en: 'The ticket belongs to no store, so that no rule is known for it. Choose its store first.',
    'zh-CN': '工单没有所属店铺，无法确定适用的规则。请先选择店铺。',
  },
  'returns.facts-missing': {
    status: 422,
    en: 'Something must be known before the return can begin. State what is asked below.',
    'zh-CN': '开始退返品流程前还需要一些信息。请按下面的提示补充。',
  },
  'returns.no-policy': {
    status: 422,
    en: 'No policy in force serves this return. Ask your manager to publish one, or state another reason.',
    'zh-CN': '没有适用的退返品政策。请联系经理发布政策，或修改退货原因。',
  },
  'returns.not-ordered': {
    status: 422,
    en: 'The order has {ordered} of this item. Choose an item of the order, and no more pieces than were ordered.',
    'zh-CN': '订单中该商品数量为 {ordered}。请选择订单内的商品，数量不能超过订购数量。',
  },
  'returns.feed-elsewhere': {
    status: 422,
    en: 'Only Amazon takes refunds by file, and by order number. Record the refund as made by hand.',
    'zh-CN': '只有亚马逊订单可通过文件退款，且须有订单号。请登记为人工退款。',
  },
  'returns.not-silent': {
    status: 409,
    en: 'The buyer still has time to answer, or has written. Silence counts when the wait is over.',
    'zh-CN': '买家仍在答复期限内，或已来信。期限过后才算未答复。',
  },
  'returns.changed-meanwhile': {
    status: 409,
    en: 'The return has moved on since you looked at it. Look at the step that is next now.',
    'zh-CN': '该退返品申请的进度已变化。请查看当前步骤后再操作。',
  },
  'returns.not-now': {
    status: 409,
    en: 'This cannot be done at this step. Look at what comes next, and do that.',
    'zh-CN': '当前步骤不能执行此操作。请按提示的下一步处理。',
  },
  'returns.option-not-open': {
    status: 422,
    en: 'This resolution is not open here: marketplace or law forbid it, or a fact is missing. Choose another.',
    'zh-CN': '该处置方案不可用：平台或法律不允许，或缺少信息。请选择其他方案。',
  },
  'returns.needs-approval': {
    status: 403,
    en: 'This costs more than you may decide alone. Ask for approval; somebody above decides.',
    'zh-CN': '金额超出您的权限。请提交审批，由上级决定。',
  },
  'returns.own-approval': {
    status: 403,
    en: 'Whoever asked cannot approve it. Another person must decide.',
    'zh-CN': '申请人不能审批自己的申请。请由另一人决定。',
  },
  'returns.approval-not-asked': {
    status: 409,
    en: 'Nobody has asked for an approval of this step. Look at it again.',
    'zh-CN': '该步骤没有待审批的申请。请刷新后查看。',
  },
  'returns.letter-lacks': {
    status: 422,
    en: 'The letter still lacks something. Fill in what is named below and send again.',
    'zh-CN': '信件还缺少内容。请按下面的提示补充后发送。',
  },
  'returns.letter-value': { status: 422, en: 'Fill this in: the letter names it.', 'zh-CN': '信中会用到，请填写。' },
  'returns.edit-reason': {
    status: 422,
    en: 'Say why the letter is changed: it is kept with the return.',
    'zh-CN': '请说明修改信件的原因，系统会记录。',
  },
  'returns.fact-value': { status: 422, en: 'State this.', 'zh-CN': '请填写。' },
  'returns.refund-over': {
    status: 422,
    en: 'With this more would be given back than was paid ({paid} in minor units). Enter less.',
    'zh-CN': '退款总额将超过买家支付的金额（{paid}，最小货币单位）。请减少金额。',
  },
  'returns.nothing-to-feed': {
    status: 409,
    en: 'No refund waits for a file. Record refunds by the method “file” first.',
    'zh-CN': '没有待导出的退款。请先以“文件”方式登记退款。',
  },
  'returns.calendar-too-long': {
    status: 422,
    en: 'A calendar shows at most 62 days, the last not before the first. Choose a shorter period.',
    'zh-CN': '日历最多显示 62 天，且结束日不能早于开始日。请缩短区间。',
  },
  'returns.role-unknown': {
    status: 422,
    en: 'This role does not exist any more. Choose another from the list.',
    'zh-CN': '该角色已不存在。请从列表中另选。',
  },
  'returns.upload-not-found': {
    status: 422,
    en: 'A picture is no longer there. Choose it again.',
    'zh-CN': '图片已不存在。请重新选择。',
  },
})

/** A refusal that names fields, each with what to enter. */
export const fieldsLacking = (
  code: 'returns.facts-missing' | 'returns.letter-lacks',
  fields: readonly string[],
  language: Language,
): Refusal => {
  const word = code === 'returns.facts-missing' ? ('returns.fact-value' as const) : ('returns.letter-value' as const)
  return new Refusal(code, {
    errors: fields.map((field) => ({ field, message: wordsOf(refused(word), language) })),
  })
}
