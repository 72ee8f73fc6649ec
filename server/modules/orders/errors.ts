import { defineProblems } from '../../platform/errors.ts'

export const ordersProblems = defineProblems({
  'orders.not-found': {
    status: 404,
    en: 'This order does not exist, or it is of a store that is not yours. Go back to the list.',
    'zh-CN': '该订单不存在，或所属店铺不在您负责的范围内。请返回列表。',
  },
  'orders.no-rates': {
    status: 422,
    en: 'No rates were found in this file. Upload eurofxref-hist.csv, unpacked, or a table with the columns day, from, to and rate.',
    'zh-CN': '文件中没有找到汇率。请上传解压后的 eurofxref-hist.csv，或包含“日期、源币种、目标币种、汇率”四列的表格。',
  },
  'orders.same-currency': {
    status: 422,
    en: 'A currency has no rate to itself. Choose another.',
    'zh-CN': '同一币种之间没有汇率。请选择其他币种。',
  },
})
