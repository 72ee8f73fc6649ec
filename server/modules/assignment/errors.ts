import { defineProblems } from '../../platform/errors.ts'

export const assignmentProblems = defineProblems({
  'assignment.member-not-found': {
    status: 404,
    en: 'This person is not an active member of the workspace. Choose somebody from the list.',
    'zh-CN': '此人不是本工作区的在职成员。请从列表中选择。',
  },
  'assignment.to-themselves': {
    status: 422,
    en: 'Tickets cannot be handed over to the person who has them. Choose a colleague.',
    'zh-CN': '不能交接给本人。请选择其他同事。',
  },
  'assignment.nobody-on-duty': {
    status: 409,
    en: 'Nobody else on duty can take these tickets. Ask a colleague to go on duty, or name one.',
    'zh-CN': '没有其他在岗成员可以接手。请安排同事上岗，或指定接手人。',
  },
})
