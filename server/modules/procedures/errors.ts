import type { Language } from '../../platform/context.ts'
import { defineProblems, Refusal, refused, wordsOf } from '../../platform/errors.ts'
import type { CheckCode, TaskField } from './schema.ts'

export const proceduresProblems = defineProblems({
  'procedures.not-found': {
    status: 404,
    en: 'This order task does not exist, or it is of a store that is not yours. Go back to the list.',
    'zh-CN': '该订单任务不存在，或所属店铺不在您负责的范围内。请返回列表。',
  },
  'procedures.not-now': {
    status: 409,
    en: 'The order task is no longer where this could be done. Look at how far it is now, and go on from there.',
    'zh-CN': '该订单任务已不在可执行此操作的环节。请查看当前进度后继续。',
  },
  'procedures.fields-missing': {
    status: 422,
    en: 'Something is still needed. Fill in the fields named below and send again.',
    'zh-CN': '还缺少必要信息。请按下面的提示补充后重新提交。',
  },
  'procedures.letter-on-its-way': {
    status: 409,
    en: 'The letter has not left yet. Wait until it is sent: the task then ends by itself.',
    'zh-CN': '信件尚未发出。请等待发送完成，订单任务随后会自动结束。',
  },
  'procedures.not-told': {
    status: 422,
    en: 'No letter has gone to the buyer since the outcome. Send one, or say why none is needed.',
    'zh-CN': '得出结果后还没有给买家发信。请先发信，或说明无需发信的原因。',
  },
  'procedures.period': {
    status: 422,
    en: 'The period must end on or after its first day and be no longer than 366 days. Choose other days.',
    'zh-CN': '结束日期不能早于开始日期，且期间不能超过 366 天。请重新选择。',
  },
  'procedures.limit-twice': {
    status: 422,
    en: 'The same kind of task stands in the list twice. Keep one of the two.',
    'zh-CN': '同一类订单任务在列表中出现了两次。请只保留一个。',
  },
  'procedures.calendar-not-found': {
    status: 422,
    en: 'This calendar does not exist any more. Choose another from the list.',
    'zh-CN': '该工作日历已不存在。请从列表中另选。',
  },

  'procedures.need-sku': {
    status: 422,
    en: 'Choose which item of the order it is about.',
    'zh-CN': '请选择订单中的商品。',
  },
  'procedures.need-newSku': {
    status: 422,
    en: 'Enter the SKU that the buyer wants instead.',
    'zh-CN': '请填写买家改要的商品 SKU。',
  },
  'procedures.need-quantity': { status: 422, en: 'Enter how many pieces.', 'zh-CN': '请填写数量。' },
  'procedures.need-address': {
    status: 422,
    en: 'Enter the new address as the parcel is to bear it.',
    'zh-CN': '请填写完整的新收货地址。',
  },
  'procedures.need-reason': { status: 422, en: 'State the reason in a few words.', 'zh-CN': '请简要说明原因。' },
  'procedures.need-askedOf': { status: 422, en: 'Choose who was asked.', 'zh-CN': '请选择向谁核实。' },
  'procedures.need-reference': {
    status: 422,
    en: 'Enter the number of the invoice or of the new parcel.',
    'zh-CN': '请填写发票号或新包裹的运单号。',
  },

  'procedures.order-unknown': {
    status: 422,
    en: 'It is not known which order this is about. Link the order to the ticket first.',
    'zh-CN': '尚不清楚是哪个订单。请先为工单关联订单。',
  },
  'procedures.link-unsure': {
    status: 422,
    en: 'It is not certain that the ticket is about this order. Confirm the order beside the ticket first.',
    'zh-CN': '不确定工单是否对应该订单。请先在工单旁确认订单。',
  },
  'procedures.status-unknown': {
    status: 422,
    en: 'How far the order is, is not known here. Look into the seller system before you ask for anything.',
    'zh-CN': '系统内未知订单状态。请先在卖家后台查看。',
  },
  'procedures.cancelled': {
    status: 422,
    en: 'The order is cancelled already. Tell the buyer so; a new order can be placed at any time.',
    'zh-CN': '订单已取消。请告知买家；如需要可重新下单。',
  },
  'procedures.delivered': {
    status: 422,
    en: 'The order has been delivered. Offer an exchange or a return instead.',
    'zh-CN': '订单已妥投。可改为提供换货或退货。',
  },
  'procedures.sent': {
    status: 422,
    en: 'The order has left the warehouse. Only the carrier may still redirect or stop it; tell the buyer that it is too late, or override with a reason.',
    'zh-CN': '订单已发货，只有承运商可能改派或拦截。请告知买家已来不及，或说明原因后继续。',
  },
  'procedures.partly-sent': {
    status: 422,
    en: 'A part of the order has left already. Make sure which pieces it is about.',
    'zh-CN': '订单已部分发货。请确认涉及哪些商品。',
  },
  'procedures.not-sent': {
    status: 422,
    en: 'The order has not been sent yet. Change or cancel it instead, or wait until it has left.',
    'zh-CN': '订单尚未发货。可改为修改或取消订单，或等发货后再处理。',
  },
  'procedures.not-delivered': {
    status: 422,
    en: 'The order is still under way. Make sure that the buyer has it before anything is sent in exchange.',
    'zh-CN': '包裹仍在途中。换货前请确认买家已收到。',
  },
  'procedures.marketplace-address': {
    status: 422,
    en: 'The marketplace sends this order (FBA): its address cannot be changed by us. The buyer can change it in their account until it leaves; tell them how.',
    'zh-CN': '该订单由平台配送（FBA），我们无法修改地址。发货前买家可在其账户中修改，请告知买家。',
  },
  'procedures.marketplace-item': {
    status: 422,
    en: 'The marketplace sends this order (FBA): its items cannot be changed by us. The buyer can cancel it and order again.',
    'zh-CN': '该订单由平台配送（FBA），我们无法更换商品。买家可取消后重新下单。',
  },
  'procedures.marketplace-cancel': {
    status: 422,
    en: 'The marketplace sends this order (FBA): only the buyer or the marketplace can cancel it. Tell the buyer how, or override with a reason and ask the marketplace.',
    'zh-CN': '该订单由平台配送（FBA），只有买家或平台可以取消。请告知买家操作方法，或说明原因后向平台申请。',
  },
  'procedures.marketplace-replacement': {
    status: 422,
    en: 'The marketplace sends this order (FBA) and replaces it itself. Point the buyer to their account, or override with a reason if we send from our own stock.',
    'zh-CN': '该订单由平台配送（FBA），换发由平台办理。请引导买家在账户中申请；如由我方库存发出，请说明原因后继续。',
  },
  'procedures.returned': {
    status: 422,
    en: 'Pieces of this order came back already, or are to ({count}). Make sure that nothing is made good twice.',
    'zh-CN': '该订单已有退货或退货申请（{count} 件）。请确认没有重复补偿。',
  },
  'procedures.line-unknown': {
    status: 422,
    en: 'The order has no item with the SKU {sku}. Choose one of its items.',
    'zh-CN': '订单中没有 SKU {sku}。请从订单商品中选择。',
  },
  'procedures.quantity-over': {
    status: 422,
    en: 'Only {bought} of {sku} were bought, not {quantity}. Enter {bought} or fewer.',
    'zh-CN': '{sku} 只购买了 {bought} 件，不是 {quantity} 件。请填写不超过 {bought} 的数量。',
  },
  'procedures.same-item': {
    status: 422,
    en: 'The new item is the one that was bought. Enter another SKU.',
    'zh-CN': '新商品与原商品相同。请填写其他 SKU。',
  },
  'procedures.open-task': {
    status: 409,
    en: 'A task of this kind is open on the order already. Go on with that one.',
    'zh-CN': '该订单已有一个同类订单任务在处理。请继续处理那一个。',
  },
  'procedures.other-task': {
    status: 409,
    en: 'Another task is open on this order. Make sure that the two do not contradict each other.',
    'zh-CN': '该订单还有其他订单任务在处理。请确认两者不冲突。',
  },
})

/** The words of a check, in the reader's language. */
export const wordsOfCheck = (
  code: CheckCode,
  details: Readonly<Record<string, string | number>>,
  language: Language,
): string => wordsOf(refused(`procedures.${code}`, details), language)

/** The refusal of what lacks these fields, each with what to enter. */
export const fieldsMissing = (fields: readonly TaskField[], language: Language): Refusal =>
  new Refusal('procedures.fields-missing', {
    errors: fields.map((field) => ({ field, message: wordsOf(refused(`procedures.need-${field}`), language) })),
  })

/** A refusal that stands at a field of what was sent. */
export function refusalAt(field: string, code: keyof typeof proceduresProblems, language: Language): Refusal {
  return new Refusal(code, { errors: [{ field, message: wordsOf(refused(code), language) }] })
}
