import type { MailServer } from './channels.ts'

type Place = Pick<MailServer, 'host' | 'port' | 'security'>

const tls = (host: string, port: number): Place => ({ host, port, security: 'tls' })

/** Mail providers whose servers are known, with the domains by which an address gives them away. */
export const providers = {
  gmail: { domains: ['gmail.com'], imap: tls('imap.gmail.com', 993), smtp: tls('smtp.gmail.com', 465) },
  microsoft: {
    domains: ['outlook.com', 'hotmail.com', 'live.com'],
    imap: tls('outlook.office365.com', 993),
    smtp: { host: 'smtp.office365.com', port: 587, security: 'starttls' },
  },
  tencent: { domains: [], imap: tls('imap.exmail.qq.com', 993), smtp: tls('smtp.exmail.qq.com', 465) },
  aliyun: { domains: [], imap: tls('imap.qiye.aliyun.com', 993), smtp: tls('smtp.qiye.aliyun.com', 465) },
  netease: { domains: ['163.com'], imap: tls('imap.163.com', 993), smtp: tls('smtp.163.com', 465) },
  qq: { domains: ['qq.com', 'foxmail.com'], imap: tls('imap.qq.com', 993), smtp: tls('smtp.qq.com', 465) },
} as const satisfies Record<string, { domains: readonly string[]; imap: Place; smtp: Place }>

export type Provider = keyof typeof providers

export const providerNames = Object.keys(providers) as Provider[]

/** The provider of an address, where its domain says so. */
export function providerOf(address: string): Provider | undefined {
  const domain = address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()
  return providerNames.find((name) => (providers[name].domains as readonly string[]).includes(domain))
}

/** The provider whose server this is. */
export const providerAt = (host: string): Provider | undefined =>
  providerNames.find((name) => providers[name].imap.host === host || providers[name].smtp.host === host)
