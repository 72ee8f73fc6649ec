import { defineProblems } from '../../platform/errors.ts'

export const offersProblems = defineProblems({
  'offers.not-found': {
    status: 404,
    en: 'This offer does not exist. Go back to the list.',
    'zh-CN': '该优惠不存在。请返回列表。',
  },
  'offers.language-twice': {
    status: 422,
    en: 'This language has a letter already. Remove one of the two.',
    'zh-CN': '该语言已有信件。请删除其中一封。',
  },
  'offers.unknown-variable': {
    status: 422,
    en: '“{quote}” is none of the variables. Take one from the list below the letter.',
    'zh-CN': '“{quote}”不是可用变量。请从信件下方的列表中选择。',
  },
  'offers.code-short': {
    status: 422,
    en: 'A coupon needs its code, four characters at least. Write it as customers enter it.',
    'zh-CN': '优惠券必须填写券码，至少 4 个字符。请按客户输入的形式填写。',
  },
  'offers.dates-crossed': {
    status: 422,
    en: 'The last day lies before the first. Choose a later one.',
    'zh-CN': '截止日期早于开始日期。请选择更晚的日期。',
  },
  'offers.not-own-shop': {
    status: 422,
    en: '{marketplace} forbids offers to its buyers ({source}). Choose a store of your own shop.',
    'zh-CN': '{marketplace} 禁止向其买家发送优惠（{source}）。请选择自有店铺。',
  },
  'offers.not-now': {
    status: 409,
    en: 'That cannot be done with this offer any more. Open it again to see how it stands.',
    'zh-CN': '该优惠当前状态不允许此操作。请重新打开查看其状态。',
  },
  'offers.own-approval': {
    status: 403,
    en: 'Who wrote an offer cannot approve it. Ask somebody else who may.',
    'zh-CN': '优惠的撰写人不能自行批准。请由其他有批准权限的人处理。',
  },
  'offers.no-mailbox': {
    status: 409,
    en: 'The store of this offer has no mailbox, so nothing can be sent. Connect one under Settings → Mailboxes.',
    'zh-CN': '该优惠的店铺没有可用邮箱，无法发送。请在“设置 → 邮箱”中连接。',
  },
  'offers.not-reachable': {
    status: 409,
    en: 'This desk has no public https address, so nobody could unsubscribe. Set AMENDS_PUBLIC_URL first.',
    'zh-CN': '系统没有可公开访问的 https 地址，收件人无法退订。请先设置 AMENDS_PUBLIC_URL。',
  },
  'offers.over': {
    status: 409,
    en: 'This offer is no longer valid. Change its last day and have it approved again.',
    'zh-CN': '该优惠已过期。请修改截止日期并重新批准。',
  },
  'offers.not-yet': {
    status: 409,
    en: 'This offer is not valid yet. Wait for its first day, or change it and have it approved again.',
    'zh-CN': '该优惠尚未生效。请等到开始日期，或修改后重新批准。',
  },
  'offers.marketplace-forbids': {
    status: 422,
    en: 'The offer “{name}” may not be sent on a thread of {marketplace}: it forbids marketing and coupons ({source}). Take it out of the letter.',
    'zh-CN': '不可在 {marketplace} 会话中发送优惠“{name}”：该平台禁止营销和优惠券（{source}）。请从信件中删除。',
  },
  'offers.no-consent': {
    status: 422,
    en: 'This customer has not agreed to offers, so “{name}” may not be sent. Take it out, or record their consent first.',
    'zh-CN': '该客户未同意接收优惠，不可发送“{name}”。请从信件中删除，或先登记其同意。',
  },
  'offers.not-approved': {
    status: 422,
    en: 'The offer “{name}” is not approved, or not valid today. Take it out of the letter, or have it approved first.',
    'zh-CN': '优惠“{name}”未获批准或今天不在有效期内。请从信件中删除，或先完成批准。',
  },
  'offers.thread-forbids': {
    status: 422,
    en: '{marketplace} forbids marketing and coupons in messages to its buyers, so no offer can be put in here.',
    'zh-CN': '{marketplace} 禁止在给买家的消息中发送营销内容和优惠券，因此此处不能插入优惠。',
  },
  'offers.not-agreed': {
    status: 422,
    en: 'This customer has not agreed to offers. Record their consent on their page first.',
    'zh-CN': '该客户未同意接收优惠。请先在客户页面登记其同意。',
  },
})
