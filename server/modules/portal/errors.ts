import { defineProblems } from '../../platform/errors.ts'

defineProblems({
  'portal.no-photo': {
    status: 422,
    en: 'No photo was sent, or it is empty. Choose one and send again.',
    'zh-CN': '没有收到照片，或照片为空。请选择照片后重新发送。',
  },
  'portal.not-a-photo': {
    status: 422,
    en: 'One of the files is not a photo that can be read here. Send PNG, JPEG, WebP or HEIC; nothing of this was kept.',
    'zh-CN': '其中有文件不是可识别的照片。请发送 PNG、JPEG、WebP 或 HEIC；本次上传均未保存。',
  },
  'portal.form-trap': {
    status: 422,
    en: 'A field that people do not see was filled in, as programs do. Leave “website” empty and send again; nothing was kept.',
    'zh-CN': '隐藏字段被填写，疑似程序提交。请将“website”留空后重新发送；本次内容未保存。',
  },
  'portal.form-too-many': {
    status: 429,
    en: 'This e-mail address has sent many messages within an hour. Wait a while, or answer on the page of an earlier one.',
    'zh-CN': '该邮箱一小时内发送过多。请稍后再试，或在之前咨询的页面中回复。',
  },
  'portal.enough-photos': {
    status: 422,
    en: 'There are {most} files on this ticket already, which is all it takes. Describe the rest in words.',
    'zh-CN': '该工单已有 {most} 个文件，已达上限。其余内容请用文字说明。',
  },
})
