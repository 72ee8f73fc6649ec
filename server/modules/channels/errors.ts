import { defineProblems } from '../../platform/errors.ts'
import type { DiagnosisCode } from '../../platform/mail/diagnosis.ts'

export const channelProblems = defineProblems({
  'channels.not-found': { status: 404, en: 'This mailbox does not exist.', 'zh-CN': '该渠道不存在。' },
  'channels.address-taken': {
    status: 409,
    en: 'Another channel has the address {address} already. Edit that one, or use another address.',
    'zh-CN': '地址 {address} 已被其他渠道使用。请编辑原渠道或换一个地址。',
  },
  'channels.in-use': {
    status: 409,
    en: 'Mail has come in or gone out by this channel, so it cannot be deleted. Switch it off instead.',
    'zh-CN': '该渠道已收发过邮件，不能删除。请改为停用。',
  },
  'channels.no-incoming-server': {
    status: 422,
    en: 'A mailbox needs the server that its mail is read from. Fill in the incoming server (IMAP).',
    'zh-CN': '邮箱需要收信服务器。请填写收信服务器（IMAP）。',
  },
  'channels.nothing-to-try': {
    status: 422,
    en: 'There is no mail server in these settings to try. Fill in the incoming or the outgoing server.',
    'zh-CN': '当前设置中没有可测试的邮件服务器。请填写收信或发信服务器。',
  },
  'channels.letter-not-found': {
    status: 404,
    en: 'This outgoing mail does not exist.',
    'zh-CN': '该发出邮件不存在。',
  },
  'channels.letter-not-failed': {
    status: 409,
    en: 'Only a mail that failed or came back can be sent again.',
    'zh-CN': '只有发送失败或被退回的邮件才能重发。',
  },
  'channels.mail-not-found': {
    status: 404,
    en: 'This mail is not in quarantine any more.',
    'zh-CN': '该邮件已不在隔离区。',
  },
})

/** What each finding of a connection test means, and how to mend it. */
export const connectionAdvice: Readonly<Record<DiagnosisCode, { en: string; 'zh-CN': string }>> = {
  'name-unknown': {
    en: 'No server of this name exists. Check the spelling of the server name with your mail provider.',
    'zh-CN': '找不到该服务器名称。请向邮件服务商核对服务器名称的拼写。',
  },
  'name-failed': {
    en: 'The name could not be looked up right now. Check the network and DNS of this machine, then try again.',
    'zh-CN': '暂时无法解析服务器名称。请检查本机网络和 DNS 后重试。',
  },
  'address-refused': {
    en: 'This server is in a network that mailboxes may not reach. Use a public mail server, or let whoever runs this desk add its network to AMENDS_MAIL_NETWORKS.',
    'zh-CN': '该服务器所在网络不允许连接。请使用公网邮件服务器，或请系统运维人员将其网段加入 AMENDS_MAIL_NETWORKS。',
  },
  refused: {
    en: 'The machine is there, but nothing listens on this port. Check the port (IMAP 993 or 143, SMTP 465 or 587).',
    'zh-CN': '服务器存在，但该端口无服务。请检查端口（IMAP 993 或 143，SMTP 465 或 587）。',
  },
  'no-answer': {
    en: 'Nobody answered in time. Check server name and port, and whether a firewall stops connections from this machine.',
    'zh-CN': '连接超时无响应。请检查服务器名称和端口，并确认防火墙未拦截本机连接。',
  },
  unreachable: {
    en: 'There is no way from this machine to the server. Check the network connection and routing.',
    'zh-CN': '本机无法到达该服务器。请检查网络连接和路由。',
  },
  'not-encrypted': {
    en: 'This port does not speak TLS from the start. Choose STARTTLS, or the TLS port (IMAP 993, SMTP 465).',
    'zh-CN': '该端口不支持直接 TLS。请选择 STARTTLS，或使用 TLS 端口（IMAP 993，SMTP 465）。',
  },
  'certificate-unknown': {
    en: 'Nobody known vouches for the certificate of the server. If it is your own server, compare the fingerprint and trust it.',
    'zh-CN': '服务器证书未经受信任机构签发。若是自有服务器，请核对指纹后选择信任。',
  },
  'certificate-expired': {
    en: 'The certificate of the server has expired. Its administrator has to renew it.',
    'zh-CN': '服务器证书已过期，需由其管理员更新。',
  },
  'certificate-name': {
    en: 'The certificate belongs to another name. Use the server name that your mail provider gives.',
    'zh-CN': '证书与服务器名称不符。请使用邮件服务商提供的服务器名称。',
  },
  'encryption-failed': {
    en: 'No encrypted connection came about. The server may be too old (TLS 1.2 is needed), or something in between interferes.',
    'zh-CN': '无法建立加密连接。服务器可能过旧（需要 TLS 1.2），或连接被中间设备干扰。',
  },
  'no-starttls': {
    en: 'The server does not offer STARTTLS here. Choose TLS with its port (IMAP 993, SMTP 465).',
    'zh-CN': '服务器在该端口不支持 STARTTLS。请改用 TLS 及相应端口（IMAP 993，SMTP 465）。',
  },
  'not-a-mail-server': {
    en: 'What answers here is no mail server of this kind. Check the port, and whether IMAP and SMTP were swapped.',
    'zh-CN': '该端口的服务不是所需的邮件服务。请检查端口，以及 IMAP 与 SMTP 是否填反。',
  },
  'password-refused': {
    en: 'User name or password was refused. Many providers want an app password, or IMAP and SMTP switched on first.',
    'zh-CN': '用户名或密码被拒绝。多数服务商需要使用授权码（应用专用密码），或先开启 IMAP/SMTP 服务。',
  },
  'sign-in-failed': {
    en: 'The sign-in did not succeed. Read what the server says below.',
    'zh-CN': '登录未成功。请查看下方服务器返回的信息。',
  },
  'sign-in-missing': {
    en: 'The server offers no way of signing in that is understood here. Ask the provider for plain sign-in with an app password.',
    'zh-CN': '服务器没有可用的登录方式。请向服务商申请使用授权码登录。',
  },
  'folder-missing': {
    en: 'The sign-in works, but the folder does not exist. Use INBOX, or the exact name of an existing folder.',
    'zh-CN': '登录成功，但文件夹不存在。请使用 INBOX 或已有文件夹的准确名称。',
  },
  failed: {
    en: 'It did not work. Read what the server says below.',
    'zh-CN': '连接失败。请查看下方服务器返回的信息。',
  },
}
