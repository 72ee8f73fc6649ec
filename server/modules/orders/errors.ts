import { defineProblems } from '../../platform/errors.ts'

export const ordersProblems = defineProblems({
  'orders.not-found': {
    status: 404,
    en: 'This order does not exist, or it is of a store that is not yours. Go back to the list.',
    'zh-CN': '该订单不存在，或所属店铺不在您负责的范围内。请返回列表。',
  },
})
