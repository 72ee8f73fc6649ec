import { defineProblems } from '../../platform/errors.ts'

export const policiesProblems = defineProblems({
  'policies.not-found': {
    status: 404,
    en: 'This return policy does not exist. Go back to the list.',
    'zh-CN': '该退返品政策不存在。请返回列表。',
  },
  'policies.version-not-found': {
    status: 404,
    en: 'This version does not exist. Go back to the policy.',
    'zh-CN': '该版本不存在。请返回政策。',
  },
  'policies.publication-not-found': {
    status: 404,
    en: 'Nothing is scheduled there. Load the page again.',
    'zh-CN': '没有对应的发布计划。请刷新页面。',
  },
  'policies.key-taken': {
    status: 409,
    en: 'Another policy has the key “{key}”. Choose another one.',
    'zh-CN': '键“{key}”已被其他政策使用。请换一个。',
  },
  'policies.too-many': {
    status: 409,
    en: 'There are {most} policies already. Write the difference into one of them.',
    'zh-CN': '政策已达 {most} 个。请在现有政策中修改。',
  },
  'policies.draft-open': {
    status: 409,
    en: 'Version {number} of this policy is still open. Finish or discard it first.',
    'zh-CN': '该政策的第 {number} 版尚未完成。请先完成或放弃它。',
  },
  'policies.not-shipped': {
    status: 409,
    en: 'This policy did not come with Amends, so there is no tree to go back to. Start from one of its versions.',
    'zh-CN': '该政策不是随 Amends 提供的，没有可恢复的原版。请从它的某个版本开始。',
  },
  'policies.changed-meanwhile': {
    status: 409,
    en: '{name} has changed this version since you opened it. Look at what is new, then decide.',
    'zh-CN': '{name} 在您打开后修改了此版本。请查看新内容后再决定。',
  },
  'policies.not-now': {
    status: 409,
    en: 'That cannot be done with this version any more. Open it again to see how it stands.',
    'zh-CN': '该版本当前状态不允许此操作。请重新打开查看。',
  },
  'policies.own-approval': {
    status: 403,
    en: 'Who wrote on a version cannot approve it. Ask somebody else who may.',
    'zh-CN': '参与撰写该版本的人不能批准它。请由其他有批准权限的人处理。',
  },
  'policies.shape': {
    status: 422,
    en: 'This is no return policy: {at}: {what}. Correct it there.',
    'zh-CN': '这不是有效的退返品政策：{at}：{what}。请在该处修改。',
  },
  'policies.faulty': {
    status: 422,
    en: 'The version has {count} faults. Mend those that are listed, then try again.',
    'zh-CN': '该版本有 {count} 处错误。请按列表修正后重试。',
  },
  'policies.day-past': {
    status: 422,
    en: 'A version can only begin after today. Choose a later day, or publish it at once.',
    'zh-CN': '生效日期须晚于今天。请选择更晚的日期，或立即发布。',
  },
  'policies.in-force-already': {
    status: 409,
    en: 'Version {number} is in force already. Choose another version.',
    'zh-CN': '第 {number} 版已在生效。请选择其他版本。',
  },
  'policies.scheduled-already': {
    status: 409,
    en: 'Version {number} is scheduled already. Cancel that first.',
    'zh-CN': '第 {number} 版已在等待生效。请先取消。',
  },
  'policies.reason-needed': {
    status: 422,
    en: 'Going back to an older version needs a reason. Write why.',
    'zh-CN': '回退到旧版本须填写原因。请说明理由。',
  },
  'policies.archived': {
    status: 409,
    en: 'This policy is archived. Restore it first.',
    'zh-CN': '该政策已归档。请先恢复。',
  },
  'policies.order-changed': {
    status: 409,
    en: 'Policies were added or archived meanwhile. Load the list again and move it once more.',
    'zh-CN': '期间有政策新增或归档。请刷新列表后重新调整顺序。',
  },
})
