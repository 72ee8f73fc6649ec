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
  'customers.erased': {
    status: 409,
    en: 'This customer’s personal data was erased, for good. Whoever writes again becomes a new customer; work with that one.',
    'zh-CN': '该客户的个人信息已删除，无法恢复。对方再次来信会建立新的客户档案，请使用新档案。',
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
