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
})
