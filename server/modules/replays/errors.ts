import { defineProblems } from '../../platform/errors.ts'

export const replaysProblems = defineProblems({
  'replays.not-found': {
    status: 404,
    en: 'This replay does not exist. Go back to the list.',
    'zh-CN': '该回放不存在。请返回列表。',
  },
  'replays.no-period': {
    status: 422,
    en: 'The last day must not lie before the first, nor more than {most} days after it. Choose other days.',
    'zh-CN': '结束日期不得早于开始日期，且跨度不得超过 {most} 天。请重新选择。',
  },
  'replays.busy': {
    status: 409,
    en: 'This version is being replayed over these days already. Wait for it, or cancel it.',
    'zh-CN': '该版本正在对同一时段回放。请等待完成，或先取消。',
  },
  'replays.over': {
    status: 409,
    en: 'This replay has ended already; there is nothing to cancel. Look at its result.',
    'zh-CN': '该回放已结束，无法取消。请查看结果。',
  },
})
