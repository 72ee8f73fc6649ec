import { defineProblems } from '../../platform/errors.ts'

export const channelProblems = defineProblems({
  'channels.not-found': { status: 404, en: 'This mailbox does not exist.', 'zh-CN': '该渠道不存在。' },
  'channels.address-taken': {
    status: 409,
    en: 'Another channel has the address {address} already. Edit that one, or use another address.',
    'zh-CN': '地址 {address} 已被其他渠道使用。请编辑原渠道或换一个地址。',
  },
  'channels.mail-not-found': {
    status: 404,
    en: 'This mail is not in quarantine any more.',
    'zh-CN': '该邮件已不在隔离区。',
  },
})
