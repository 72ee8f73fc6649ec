import { isIP } from 'node:net'
import type { ConnectionOptions } from 'node:tls'

/** A mail server, and how to sign in to it. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** The name that its certificate must bear, where `host` is the address that the name was resolved to. */
  readonly servername?: string
  /** `tls`: encrypted from the first byte. `starttls`: encrypted before the password. `none`: not at all. */
  readonly security: 'tls' | 'starttls' | 'none'
  /** Empty where the server wants no sign-in. */
  readonly user: string
  readonly password: string
  /** A certificate (PEM) that is trusted for this server although no public authority vouches for it. */
  readonly certificate?: string | undefined
}

/** What TLS has to know of a server: its own certificate counts as proof, whatever name it bears. */
export function tlsOptions(server: Pick<MailServer, 'certificate' | 'servername'>): ConnectionOptions {
  const named = server.servername !== undefined && isIP(server.servername) === 0 && { servername: server.servername }
  if (!server.certificate) return { minVersion: 'TLSv1.2', ...named }
  return {
    minVersion: 'TLSv1.2',
    ...named,
    ca: [server.certificate],
    allowPartialTrustChain: true,
    checkServerIdentity: () => undefined,
  }
}

/** How nodemailer reaches a server. */
export const smtpConnection = (server: MailServer) => ({
  host: server.host,
  port: server.port,
  secure: server.security === 'tls',
  requireTLS: server.security === 'starttls',
  ignoreTLS: server.security === 'none',
  tls: tlsOptions(server),
  ...(server.user && { auth: { user: server.user, pass: server.password } }),
})
