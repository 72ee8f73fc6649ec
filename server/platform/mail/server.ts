import type { ConnectionOptions } from 'node:tls'

/** A mail server, and how to sign in to it. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** `tls`: encrypted from the first byte. `starttls`: encrypted before the password. `none`: not at all. */
  readonly security: 'tls' | 'starttls' | 'none'
  /** Empty where the server wants no sign-in. */
  readonly user: string
  readonly password: string
  /** A certificate (PEM) that is trusted for this server although no public authority vouches for it. */
  readonly certificate?: string | undefined
}

/** What TLS has to know of a server: its own certificate counts as proof, whatever name it bears. */
export function tlsOptions(server: Pick<MailServer, 'certificate'>): ConnectionOptions {
  if (!server.certificate) return { minVersion: 'TLSv1.2' }
  return {
    minVersion: 'TLSv1.2',
    ca: [server.certificate],
    allowPartialTrustChain: true,
    checkServerIdentity: () => undefined,
  }
}
