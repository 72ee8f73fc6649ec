import type { Language } from '../../platform/context.ts'
import { defineProblems, Refusal, refused, wordsOf } from '../../platform/errors.ts'

export const actionsProblems = defineProblems({
  'actions.not-found': {
    status: 404,
    en: 'This action does not exist, or it was not asked of you. Go back to the list.',
    'zh-CN': '该协作任务不存在，或并非交给您的部门。请返回列表。',
  },
  'actions.not-now': {
    status: 409,
    en: 'The action is no longer where this could be done. Look at how far it is now, and go on from there.',
    'zh-CN': '该协作任务已不在可执行此操作的环节。请查看当前进度后继续。',
  },
  'actions.not-yours': {
    status: 403,
    en: 'Only the department that was asked answers, and only those who ask accept. Leave it to them.',
    'zh-CN': '只有被请求的部门可以答复，只有发起方可以验收。请由对应的人操作。',
  },
  'actions.words-missing': {
    status: 422,
    en: 'Say it in a few words: the answer, or the reason.',
    'zh-CN': '请填写答复内容或原因。',
  },
  'actions.due-past': {
    status: 422,
    en: 'The due time has passed already. Choose a later one.',
    'zh-CN': '截止时间已过。请选择之后的时间。',
  },
  'actions.department-not-found': {
    status: 422,
    en: 'This department does not exist or is asked nothing more. Choose another from the list.',
    'zh-CN': '该部门不存在或已停用。请从列表中另选。',
  },
  'actions.owner-unknown': {
    status: 422,
    en: 'The owner must be one of the department. Choose one from the list.',
    'zh-CN': '负责人必须是该部门成员。请从列表中选择。',
  },
  'actions.link-unsafe': {
    status: 422,
    en: 'A link begins with https:// or http://. Write the whole address.',
    'zh-CN': '链接须以 https:// 或 http:// 开头。请填写完整地址。',
  },
  'actions.nothing-to-undo': {
    status: 409,
    en: 'There is nothing left to take back. Make the next step instead.',
    'zh-CN': '没有可撤销的步骤。请直接进行下一步。',
  },
  'actions.name-taken': {
    status: 409,
    en: 'Another department is called so already. Choose another name.',
    'zh-CN': '已有同名部门。请换一个名称。',
  },
  'actions.member-unknown': {
    status: 422,
    en: 'One of these people does not exist any more. Choose them anew.',
    'zh-CN': '所选成员中有人已不存在。请重新选择。',
  },
  'actions.calendar-not-found': {
    status: 422,
    en: 'This calendar does not exist any more. Choose another from the list.',
    'zh-CN': '该工作日历已不存在。请从列表中另选。',
  },
})

/** A refusal that stands at a field of what was sent. */
export const refusalAt = (field: string, code: keyof typeof actionsProblems, language: Language): Refusal =>
  new Refusal(code, { errors: [{ field, message: wordsOf(refused(code), language) }] })
