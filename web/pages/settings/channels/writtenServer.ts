import type { MailServer } from './channels.ts'

/** A mail server as it stands in the form: the port still text, the password beside it. */
export interface WrittenServer {
  readonly host: string
  readonly port: string
  readonly security: MailServer['security']
  readonly user: string
  readonly password: string
  readonly certificate: string | undefined
}

/** What a form begins with: what is kept, or an empty server on the usual port. The password never comes back. */
export function writtenServer(kept: MailServer | undefined, usualPort: number): WrittenServer {
  return {
    host: kept?.host ?? '',
    port: String(kept?.port ?? usualPort),
    security: kept?.security ?? 'tls',
    user: kept?.user ?? '',
    password: '',
    certificate: kept?.certificate,
  }
}

/** The server as it is sent, without its password. */
export function readServer({ host, port, security, user, certificate }: WrittenServer): MailServer {
  return { host: host.trim(), port: Number(port), security, user: user.trim(), ...(certificate && { certificate }) }
}
