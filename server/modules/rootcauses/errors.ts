import { defineProblems } from '../../platform/errors.ts'

export const rootcausesProblems = defineProblems({
  'rootcauses.not-found': {
    status: 404,
    en: 'This anomaly does not exist. Go back to the list.',
    'zh-CN': '该异常不存在。请返回列表。',
  },
  'rootcauses.closed': {
    status: 409,
    en: 'This anomaly is closed. Open it again first.',
    'zh-CN': '该异常已关闭。请先重新打开。',
  },
  'rootcauses.asked-already': {
    status: 409,
    en: 'A department has been asked about this already. Go on with that action.',
    'zh-CN': '已就此异常请求过部门。请在该协作任务中继续。',
  },
  'rootcauses.not-closed': {
    status: 409,
    en: 'This anomaly is open. There is nothing to open again.',
    'zh-CN': '该异常未关闭，无需重新打开。',
  },
  'rootcauses.newer-open': {
    status: 409,
    en: 'Another anomaly of this SKU is open meanwhile. Go on with that one.',
    'zh-CN': '该 SKU 已有另一个未关闭的异常。请在那一个上继续。',
  },
})
