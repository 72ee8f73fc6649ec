import { defineProblems } from '../../platform/errors.ts'

export const experimentsProblems = defineProblems({
  'experiments.not-found': {
    status: 404,
    en: 'This experiment does not exist. Go back to the list.',
    'zh-CN': '该试验不存在。请返回列表。',
  },
  'experiments.not-now': {
    status: 409,
    en: 'The experiment has gone on since you looked, and this step is not possible now. Look at it again.',
    'zh-CN': '试验状态已变化，当前无法执行此操作。请重新查看。',
  },
  'experiments.policy-busy': {
    status: 409,
    en: 'Another experiment of this policy is open: {name}. End it first, for returns of two would tell nothing of either.',
    'zh-CN': '该政策已有进行中的试验：{name}。请先结束它；同一政策不能同时进行两个试验。',
  },
  'experiments.version-elsewhere': {
    status: 422,
    en: 'Version {number} is of another policy. Choose versions of this one.',
    'zh-CN': '版本 {number} 属于其他政策。请选择本政策的版本。',
  },
  'experiments.version-twice': {
    status: 422,
    en: 'Each arm needs a version of its own. Choose another one for one of them.',
    'zh-CN': '每组须使用不同版本。请为其中一组另选版本。',
  },
  'experiments.not-approved': {
    status: 422,
    en: 'Version {number} has not been approved by a second person. Have it approved, then start.',
    'zh-CN': '版本 {number} 尚未经第二人批准。请先完成批准，再开始试验。',
  },
  'experiments.control-not-in-force': {
    status: 422,
    en: 'The first arm must be the version that is in force now. Change it in the draft, then start.',
    'zh-CN': '第一组（对照组）必须是当前生效的版本。请在草稿中修改后再开始。',
  },
  'experiments.no-such-arm': {
    status: 422,
    en: 'The experiment has no such arm. Choose one of those that it has.',
    'zh-CN': '试验中没有该组。请选择已有的组。',
  },
  'experiments.no-such-letter': {
    status: 422,
    en: 'The version uses no letter “{template}”. Choose one that it uses.',
    'zh-CN': '该版本未使用信件“{template}”。请选择其使用的信件。',
  },
})
