import { defineProblems } from '../../platform/errors.ts'

export const classificationProblems = defineProblems({
  'classification.rule-not-found': {
    status: 404,
    en: 'This rule does not exist any more. Load the list again.',
    'zh-CN': '该规则已不存在。请刷新列表。',
  },
  'classification.phrase-taken': {
    status: 409,
    en: 'The phrase “{phrase}” has a rule already. Change that one.',
    'zh-CN': '短语“{phrase}”已有规则。请修改原有规则。',
  },
  'classification.too-many-rules': {
    status: 409,
    en: 'A workspace can have {most} rules. Delete some that no longer help.',
    'zh-CN': '一个工作区最多 {most} 条规则。请先删除不再需要的规则。',
  },
  'classification.phrase-empty': {
    status: 422,
    en: '“{phrase}” holds no word that could be found. Write at least one word of two letters.',
    'zh-CN': '“{phrase}”中没有可识别的词。请至少填写一个两个字母以上的词。',
  },
  'classification.pattern-vague': {
    status: 422,
    en: '“{pattern}” would find itself everywhere. Give at least four figures (#) or letters (@).',
    'zh-CN': '“{pattern}”过于宽泛。请至少包含四个数字（#）或字母（@）。',
  },
})
