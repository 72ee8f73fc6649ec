import { defineProblems } from '../../platform/errors.ts'

export const cleanupsProblems = defineProblems({
  'cleanups.run-not-found': {
    status: 404,
    en: 'This cleanup does not exist. Go back to the list.',
    'zh-CN': '该清理记录不存在。请返回列表。',
  },
  'cleanups.no-days': {
    status: 422,
    en: 'Age says nothing for this kind, so there are no days to set. Leave it as it is.',
    'zh-CN': '该类数据与时间无关，无需设置天数。请保持不变。',
  },
  'cleanups.only-listed': {
    status: 422,
    en: 'Only a person can judge these. Open each and decide there.',
    'zh-CN': '该类数据需人工判断。请逐条打开处理。',
  },
  'cleanups.not-looked': {
    status: 409,
    en: 'This kind has not been counted to its end. Check it first, then choose.',
    'zh-CN': '该类数据尚未检查完成。请先检查，再选择。',
  },
  'cleanups.busy': {
    status: 409,
    en: 'This kind is being checked or cleaned up at this moment. Wait until that is done.',
    'zh-CN': '该类数据正在检查或清理。请等待完成后再试。',
  },
  'cleanups.count-changed': {
    status: 409,
    en: 'There are {count} of these now, not as many as you confirmed. Look at the list again and confirm anew.',
    'zh-CN': '当前实际为 {count} 条，与您确认的数量不符。请重新查看列表后再确认。',
  },
  'cleanups.not-undoable': {
    status: 409,
    en: 'Nothing of this cleanup can be brought back: it cannot be undone, was undone already, or is older than 30 days. Read the data in again.',
    'zh-CN': '此次清理无法恢复：该类数据不可恢复、已恢复过，或已超过 30 天。请重新导入数据。',
  },
})
