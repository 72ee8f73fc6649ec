import { defineProblems } from '../../platform/errors.ts'

export const customersProblems = defineProblems({
  'customers.not-found': {
    status: 404,
    en: 'This customer does not exist. Go back to the list.',
    'zh-CN': '该客户不存在。请返回列表。',
  },
  'customers.no-address': {
    status: 422,
    en: '“{address}” is no address of the kind {kind}.',
    'zh-CN': '“{address}”不是有效的{kind}地址。',
  },
  'customers.vip-reason': {
    status: 422,
    en: 'Say why this customer is important: the next colleague decides by it.',
    'zh-CN': '请说明为何标为重要客户，以便同事判断。',
  },
  'customers.threshold-order': {
    status: 422,
    en: 'This lies below the step before it. Make it larger, or the step before it smaller.',
    'zh-CN': '该值低于前一级。请调高此值，或调低前一级。',
  },
  'customers.merged': {
    status: 409,
    en: 'This profile has become part of another customer’s. Open that one and repeat what you wanted.',
    'zh-CN': '该客户档案已合并到另一位客户。请打开合并后的档案再操作。',
  },
  'customers.consent-evidence': {
    status: 422,
    en: 'A consent counts only with its proof: write down how it was given, or choose the letter.',
    'zh-CN': '登记联系同意时必须有依据：请填写取得方式，或选择来信。',
  },
  'customers.consent-reason': {
    status: 422,
    en: 'Say in the note why the earlier entry is taken back.',
    'zh-CN': '请在备注中说明为何撤销之前的记录。',
  },
  'customers.consent-letter': {
    status: 422,
    en: 'A letter is named, but another source: choose “letter” as the source, or no letter.',
    'zh-CN': '已选择来信，但来源不是“来信”。请将来源改为“来信”，或取消选择来信。',
  },
  'customers.consent-foreign-letter': {
    status: 422,
    en: 'This is no letter of this customer that you may see. Choose one of theirs.',
    'zh-CN': '该来信不属于此客户，或您无权查看。请选择该客户的来信。',
  },
  'customers.consent-future': {
    status: 422,
    en: 'The day on which they said so lies in the future. Enter today or an earlier day.',
    'zh-CN': '客户表态的日期不能晚于现在。请填写今天或更早的日期。',
  },
  'customers.merge-self': {
    status: 422,
    en: 'Both are the same customer already. Choose another profile to merge with.',
    'zh-CN': '两者已是同一位客户。请选择另一个档案进行合并。',
  },
  'customers.merge-unchosen': {
    status: 422,
    en: 'The two profiles differ here: choose which one stays.',
    'zh-CN': '两个档案此项不同：请选择保留哪一个。',
  },
  'customers.merge-too-long': {
    status: 422,
    en: 'Together this is longer than a profile holds. Shorten it in one of the two, then merge.',
    'zh-CN': '合并后的内容超出长度限制。请先精简其中一个档案，再合并。',
  },
  'customers.merge-reason': {
    status: 422,
    en: 'A marketplace made one of these aliases for one store only. Say how you know that both are the same person.',
    'zh-CN': '其中有买家代号邮箱仅限单个店铺使用。请说明如何确认两者是同一人。',
  },
  'customers.not-merged': {
    status: 409,
    en: 'This profile stands by itself: there is nothing to undo. Load the page again.',
    'zh-CN': '该档案目前独立存在，无需撤销合并。请刷新页面。',
  },
  'customers.merge-closed': {
    status: 409,
    en: 'One of the two has been erased since: this merge can no longer be undone.',
    'zh-CN': '其中一位客户的资料已被删除，此次合并无法再撤销。',
  },
  'customers.undo-later-first': {
    status: 409,
    en: 'The profile was merged once more after this. Undo the later merge first.',
    'zh-CN': '之后该档案又合并过。请先撤销较晚的合并。',
  },
  'customers.erased': {
    status: 409,
    en: 'This customer’s personal data was erased, for good. Whoever writes again becomes a new customer; work with that one.',
    'zh-CN': '该客户的个人信息已删除，无法恢复。对方再次来信会建立新的客户档案，请使用新档案。',
  },
  'customers.erasure-asked': {
    status: 409,
    en: 'The erasure of this customer has been asked for. Nothing can be merged with a profile that is about to be emptied.',
    'zh-CN': '已申请删除该客户的个人信息，不能再与其合并。',
  },
  'customers.erasure-waits': {
    status: 409,
    en: 'A report that tells of this customer is being read in. Wait until the import has ended, or stop it, and start the erasure again.',
    'zh-CN': '正在导入含有该客户的报表。请等导入结束（或先停止导入），再重新开始删除。',
  },
  'customers.export-gone': {
    status: 404,
    en: 'This export is not there: its seven days are over, or somebody else asked for it. Ask for a new one.',
    'zh-CN': '该导出文件不存在：已超过七天，或由他人申请。请重新申请导出。',
  },
  'customers.export-failed': {
    status: 500,
    en: 'The export could not be made. Ask for it again; if it fails again, ask whoever runs the desk for the log.',
    'zh-CN': '导出未能完成。请重新申请；若再次失败，请联系系统管理员查看日志。',
  },
  'customers.erasure-failed': {
    status: 500,
    en: 'The erasure stopped before its end. Start it again: it goes on where it was. If it stops again, ask whoever runs the desk for the log.',
    'zh-CN': '删除中途停止。请重新开始，会从停止处继续；若再次停止，请联系系统管理员查看日志。',
  },
})
