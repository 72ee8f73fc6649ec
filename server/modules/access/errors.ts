import type { Language } from '../../platform/context.ts'
import { defineProblems, Refusal, wordsOf } from '../../platform/errors.ts'

export const accessProblems = defineProblems({
  'access.sign-in-failed': {
    status: 401,
    en: 'The e-mail address or the password is not right. Check both; after ten failures the account is locked for 15 minutes.',
    'zh-CN': '邮箱或密码不正确。请核对后重试；连续失败十次将锁定 15 分钟。',
  },
  'access.locked': {
    status: 429,
    en: 'This account is locked until {until} after too many failed sign-ins. Wait, or ask an administrator for a reset link.',
    'zh-CN': '登录失败次数过多，账号已锁定至 {until}。请稍候，或请管理员发送重置链接。',
  },
  'access.workspace-needed': {
    status: 422,
    en: 'There is more than one workspace here. Name yours.',
    'zh-CN': '此处有多个工作区，请填写您的工作区。',
  },
  'access.already-set-up': {
    status: 409,
    en: 'This installation already has a workspace. Sign in, or ask its administrator for an invitation.',
    'zh-CN': '系统已完成初始化。请登录，或请管理员发送邀请。',
  },
  'access.unknown-zone': {
    status: 422,
    en: '“{zone}” is not a known time zone. Choose one like Asia/Shanghai.',
    'zh-CN': '无法识别时区“{zone}”。请选择如 Asia/Shanghai 的时区。',
  },
  'access.email-taken': {
    status: 409,
    en: 'A member with this e-mail address exists already. Edit that member instead.',
    'zh-CN': '该邮箱已有成员。请直接编辑该成员。',
  },
  'access.member-not-found': { status: 404, en: 'This member does not exist.', 'zh-CN': '该成员不存在。' },
  'access.not-joined': {
    status: 409,
    en: '{name} never chose a password, so nobody could sign in. Send a new invitation link: whoever takes it is active.',
    'zh-CN': '{name}尚未设置密码，启用后也无法登录。请重新发送邀请链接，接受邀请后即为在用。',
  },
  'access.role-not-found': {
    status: 404,
    en: 'This role does not exist. Load the page again.',
    'zh-CN': '该角色不存在。请刷新页面。',
  },
  'access.role-name-taken': {
    status: 409,
    en: 'Another role is called “{name}” already. Choose a name that tells them apart.',
    'zh-CN': '已有名为“{name}”的角色。请换一个便于区分的名称。',
  },
  'access.role-shipped': {
    status: 409,
    en: 'This role came with the desk and cannot be deleted. Take its permissions away, or make a role of your own after its pattern.',
    'zh-CN': '这是内置角色，不能删除。可收回其权限，或以它为样板新建角色。',
  },
  'access.role-held': {
    status: 409,
    en: 'Members who hold this role ({count}): {names}. Give them another role first, then delete it.',
    'zh-CN': '仍有成员担任该角色（{count} 人）：{names}。请先为他们更换角色，再删除。',
  },
  'access.team-not-found': {
    status: 404,
    en: 'This team does not exist. Load the page again.',
    'zh-CN': '该小组不存在。请刷新页面。',
  },
  'access.team-name-taken': {
    status: 409,
    en: 'Another team is called “{name}” already. Choose a name that tells them apart.',
    'zh-CN': '已有名为“{name}”的小组。请换一个便于区分的名称。',
  },
  'access.team-member-unknown': {
    status: 422,
    en: 'Somebody in this team is no member of the workspace. Load the page again and choose anew.',
    'zh-CN': '小组中有人不是本工作区成员。请刷新页面后重新选择。',
  },
  'access.role-exceeds-own': {
    status: 403,
    en: 'Nobody can grant more than they hold: your own roles lack “{permission}”.',
    'zh-CN': '不能授予超出自身的权限：您的角色缺少“{permission}”。',
  },
  'access.last-admin': {
    status: 409,
    en: 'This is the last active administrator. Give another member the role first.',
    'zh-CN': '这是最后一位在用的管理员。请先将该角色授予其他成员。',
  },
  'access.unknown-permission': {
    status: 422,
    en: '“{permission}” is not a permission of this desk.',
    'zh-CN': '“{permission}”不是有效的权限。',
  },
  'access.invitation-ended': {
    status: 410,
    en: 'This link was used already or has expired. Ask an administrator for a new one.',
    'zh-CN': '该链接已被使用或已过期。请联系管理员重新发送。',
  },
  'access.session-not-found': {
    status: 404,
    en: 'This session has ended already.',
    'zh-CN': '该登录会话已结束。',
  },
  'access.session-in-use': {
    status: 409,
    en: 'This is the session you are using. Sign out to end it.',
    'zh-CN': '这是您正在使用的会话。如需结束，请退出登录。',
  },
  'access.password-needed': {
    status: 403,
    en: 'This needs your password once more. Enter it, then try again.',
    'zh-CN': '此操作需要再次验证密码。请输入密码后重试。',
  },
  'access.token-not-found': { status: 404, en: 'This API token does not exist.', 'zh-CN': '该 API 令牌不存在。' },
  'access.password-common': {
    status: 422,
    en: 'This password is on the list of those that are tried first. Choose several words that have nothing to do with each other.',
    'zh-CN': '该密码在常见泄露密码名单中，极易被猜到。请改用几个互不相关的词。',
  },
  'access.password-names-you': {
    status: 422,
    en: 'This password is little more than a name: yours, the workspace’s or the desk’s. Add words that nobody connects with you.',
    'zh-CN': '该密码基本由姓名、邮箱、工作区或系统名称组成。请加入与您无关的词。',
  },
  'access.wrong-password': { status: 422, en: 'The current password is not right.', 'zh-CN': '当前密码不正确。' },
})

/** A refusal that also stands at the field that it is about. */
export function refusalAt(
  field: string,
  code: keyof typeof accessProblems,
  language: Language,
  details: Record<string, unknown> = {},
): Refusal {
  const message = wordsOf(new Refusal(code, details), language)
  return new Refusal(code, { ...details, errors: [{ field, message }] })
}
