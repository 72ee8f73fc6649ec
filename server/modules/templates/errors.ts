import { defineProblems } from '../../platform/errors.ts'

export const templatesProblems = defineProblems({
  'templates.not-found': {
    status: 404,
    en: 'This template does not exist. Go back to the list.',
    'zh-CN': '该模板不存在。请返回列表。',
  },
  'templates.text-not-found': {
    status: 404,
    en: 'This template has no such text in this language. Load the page again.',
    'zh-CN': '该模板没有此语言的对应文本。请刷新页面。',
  },
  'templates.no-text': {
    status: 409,
    en: 'The template “{key}” has no published text. Publish one language at least.',
    'zh-CN': '模板“{key}”没有已发布的文本。请至少发布一种语言。',
  },
  'templates.key-taken': {
    status: 409,
    en: 'Another template has the key “{key}”. Choose another one.',
    'zh-CN': '键“{key}”已被其他模板使用。请换一个。',
  },
  'templates.retired': {
    status: 409,
    en: 'This template is retired. Restore it before you change or publish it.',
    'zh-CN': '该模板已停用。请先恢复再修改或发布。',
  },
  'templates.changed-meanwhile': {
    status: 409,
    en: 'Somebody else has changed this text: version {number} is newer than the one on your screen. Compare them, then save again.',
    'zh-CN': '他人已修改此文本：版本 {number} 比您屏幕上的更新。请比较后再保存。',
  },
  'templates.in-review': {
    status: 409,
    en: 'This text is being reviewed. Send it back before you change it.',
    'zh-CN': '该文本正在审核。请先退回再修改。',
  },
  'templates.nothing-open': {
    status: 409,
    en: 'There is no draft in this language. Write one first.',
    'zh-CN': '此语言没有草稿。请先撰写。',
  },
  'templates.faulty': {
    status: 422,
    en: 'The text cannot be used like this. Mend what is listed below, then try again.',
    'zh-CN': '文本存在问题，无法使用。请按列表修改后重试。',
  },
  'templates.unknown-zone': {
    status: 422,
    en: '“{zone}” is not a known time zone. Choose one like Europe/Berlin.',
    'zh-CN': '无法识别时区“{zone}”。请选择如 Europe/Berlin 的时区。',
  },
  'templates.phrase-not-found': {
    status: 404,
    en: 'This phrase does not exist. Load the page again.',
    'zh-CN': '该短语不存在。请刷新页面。',
  },
  'templates.phrase-taken': {
    status: 409,
    en: 'This phrase is in the list already.',
    'zh-CN': '该短语已在列表中。',
  },
  'templates.phrase-faulty': {
    status: 422,
    en: 'This phrase cannot be searched for: at least two letters, brackets in pairs and not inside one another, at most two “…”.',
    'zh-CN': '该短语无法检索：至少两个字符，括号须成对且不可嵌套，“…”最多两处。',
  },
  'templates.phrase-shipped': {
    status: 409,
    en: 'This phrase came with Amends and cannot be deleted. Switch it off instead.',
    'zh-CN': '这是系统自带短语，不能删除。请改为停用。',
  },
})
