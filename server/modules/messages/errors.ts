import { defineProblems } from '../../platform/errors.ts'

export const messageProblems = defineProblems({
  'messages.not-found': { status: 404, en: 'This message does not exist.', 'zh-CN': '该消息不存在。' },
  'messages.blocked': {
    status: 422,
    en: 'This letter cannot go out yet. Mend what is marked and send again.',
    'zh-CN': '此信件暂不能发送。请按标记修改后再发送。',
  },
  'messages.newer-exists': {
    status: 409,
    en: 'There is a newer message on this ticket. Read it, then send.',
    'zh-CN': '该工单有更新的消息。请先查看，再发送。',
  },
  'messages.too-late-to-undo': {
    status: 409,
    en: 'The letter is already on its way and cannot be taken back.',
    'zh-CN': '信件已发出，无法撤回。',
  },
  'messages.not-failed': {
    status: 409,
    en: 'Only a letter that failed can be sent again.',
    'zh-CN': '只有发送失败的信件可以重发。',
  },
  'messages.no-way-out': {
    status: 422,
    en: 'This ticket has no mailbox to answer from, or no address to answer to. Answer by phone and note it, or add the buyer’s address.',
    'zh-CN': '该工单没有可用的发信渠道或收件地址。请电话答复并记录，或补充买家地址。',
  },
  'messages.letter-not-written-freely': {
    status: 403,
    en: 'Return letters come from templates only. Choose a letter; changing its words needs the permission “messages.edit-letter”.',
    'zh-CN': '退返品信件只能使用模板。请选择信件；修改文字需要权限“messages.edit-letter”。',
  },
  'messages.upload-not-found': {
    status: 422,
    en: 'One of the files is not here any more. Add it again.',
    'zh-CN': '某个附件已不存在。请重新添加。',
  },
  'messages.upload-empty': {
    status: 422,
    en: 'No file was sent, or it is empty.',
    'zh-CN': '没有收到文件，或文件为空。',
  },
  'messages.upload-other-kind': {
    status: 422,
    en: '“{name}” is not what its name says: its content is {kind}. Give it the ending .{kind}, or save it anew in the kind you want, and add it again.',
    'zh-CN': '“{name}”的内容与文件名不符：实际内容为 {kind}。请将扩展名改为 .{kind}，或另存为所需格式后重新添加。',
  },
  'messages.upload-not-of-its-kind': {
    status: 422,
    en: '“{name}” is not what its name says, or it is damaged. Open it, save it anew, and add it again.',
    'zh-CN': '“{name}”的内容与文件名不符，或文件已损坏。请打开并重新保存后再添加。',
  },
})
