import { defineProblems } from '../../platform/errors.ts'

export const followupsProblems = defineProblems({
  'followups.not-found': {
    status: 404,
    en: 'This follow-up does not exist. Go back to the list.',
    'zh-CN': '该回访不存在。请返回列表。',
  },
  'followups.plan-not-found': {
    status: 404,
    en: 'This follow-up plan does not exist. Go back to the list of plans.',
    'zh-CN': '该回访计划不存在。请返回计划列表。',
  },
  'followups.language-twice': {
    status: 422,
    en: 'This language has a text already. Remove one of the two.',
    'zh-CN': '该语言已有文本。请删除其中一个。',
  },
  'followups.subject-missing': {
    status: 422,
    en: 'A letter needs a subject. Write one.',
    'zh-CN': '信件需要主题。请填写。',
  },
  'followups.rated-unreached': {
    status: 422,
    en: 'Who was not reached or refused has rated nothing. Leave the satisfaction out, or choose another outcome.',
    'zh-CN': '未联系上或拒绝回访的客户没有评分。请清空满意度，或选择其他结果。',
  },
  'followups.suggested-unreached': {
    status: 422,
    en: 'Who was not reached has suggested nothing. Remove the suggestions, or choose another outcome.',
    'zh-CN': '未联系上的客户没有提出建议。请删除建议，或选择其他结果。',
  },
  'followups.closed': {
    status: 409,
    en: 'This follow-up is closed. Take its last entry back first.',
    'zh-CN': '该回访已结束。请先撤销最后一条记录。',
  },
  'followups.nothing-to-undo': {
    status: 409,
    en: 'There is no entry that could be taken back. Record another outcome instead.',
    'zh-CN': '没有可撤销的记录。请改为登记新的结果。',
  },
  'followups.newer-open': {
    status: 409,
    en: 'This customer has a newer open follow-up. Use that one.',
    'zh-CN': '该客户已有更新的待办回访。请使用那一条。',
  },
  'followups.no-such-worker': {
    status: 422,
    en: 'This person does not do follow-ups. Choose somebody from the list.',
    'zh-CN': '此人无回访权限。请从列表中选择。',
  },
  'followups.no-permission': {
    status: 409,
    en: 'This customer may not be contacted this way any more. Skip the follow-up and say why.',
    'zh-CN': '现已不可通过此方式联系该客户。请跳过此回访并说明原因。',
  },
  'followups.by-phone': {
    status: 409,
    en: 'This follow-up is a call. Call the customer, or change the way in the plan.',
    'zh-CN': '这是电话回访。请致电客户，或在计划中更改方式。',
  },
  'followups.no-mailbox': {
    status: 409,
    en: 'No store of this customer has a mailbox, so nothing can be sent. Connect one under Settings → Mailboxes, or skip.',
    'zh-CN': '该客户的店铺没有可用邮箱，无法发信。请在“设置 → 邮箱”中连接，或跳过此回访。',
  },
})
