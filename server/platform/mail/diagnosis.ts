import { connect as connectTcp, isIP } from 'node:net'
import { type ConnectionOptions, connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls'
import { createTransport } from 'nodemailer'
import { admitted, everyNetwork } from './admitted.ts'
import { type Mailbox, openClient } from './mailbox.ts'
import { type MailServer, smtpConnection, tlsOptions } from './server.ts'

/** One step on the way to a mail server, and how it went. */
export interface DiagnosisStep {
  readonly step: 'name' | 'reach' | 'encryption' | 'sign-in' | 'folder'
  readonly ok: boolean
  readonly code?: DiagnosisCode
  /** What the server or system said, in its own words. */
  readonly said?: string
}

export type DiagnosisCode = (typeof diagnosisCodes)[number]

/** What can be wrong with a mail server. */
export const diagnosisCodes = [
  'name-unknown',
  'name-failed',
  'address-refused',
  'refused',
  'no-answer',
  'unreachable',
  'not-encrypted',
  'certificate-unknown',
  'certificate-expired',
  'certificate-name',
  'encryption-failed',
  'no-starttls',
  'not-a-mail-server',
  'password-refused',
  'sign-in-failed',
  'sign-in-missing',
  'folder-missing',
  'failed',
] as const

export interface Diagnosis {
  readonly ok: boolean
  readonly steps: readonly DiagnosisStep[]
  /** The certificate that the server showed and nobody vouches for; a person may decide to trust it. */
  readonly certificate?: {
    readonly pem: string
    readonly fingerprint: string
    readonly name: string
    readonly validTo: string
  }
}

const patienceMs = 10_000

/**
 * Tries to reach and sign in to an IMAP or SMTP server, step by step, and says where it fails. Never rejects. The name is
 * resolved once, and only an address in these networks is reached.
 */
export async function diagnose(
  protocol: 'imap' | 'smtp',
  named: Mailbox,
  networks: readonly string[] = everyNetwork,
): Promise<Diagnosis> {
  let server = named
  const steps: DiagnosisStep[] = []
  const fail = (step: DiagnosisStep): Diagnosis => ({ ok: false, steps: [...steps, step] })
  for (const [step, attempt] of [
    ['name', async () => (server = await admitted(named, networks))],
    ['reach', () => reach(protocol, server)],
  ] as const) {
    try {
      await attempt()
      steps.push({ step, ok: true })
    } catch (error) {
      return fail(problemOf(step, error))
    }
  }
  if (server.security === 'tls') {
    const shown = await shakeHands(server)
    if (shown.problem) return { ...fail(shown.problem), ...(shown.certificate && { certificate: shown.certificate }) }
    steps.push({ step: 'encryption', ok: true })
  }
  try {
    await (protocol === 'imap' ? signInToImap(server) : signInToSmtp(server))
  } catch (error) {
    return fail(problemOf('sign-in', error))
  }
  const last = protocol === 'imap' ? (['sign-in', 'folder'] as const) : (['sign-in'] as const)
  return { ok: true, steps: [...steps, ...last.map((step) => ({ step, ok: true }))] }
}

/** Connects, and where the server speaks in the open hears whether it is of the right kind. */
function reach(protocol: 'imap' | 'smtp', server: MailServer): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connectTcp({ host: server.host, port: server.port, timeout: patienceMs })
    const end = (error?: Error) => {
      socket.destroy()
      if (error) fail(error)
      else done()
    }
    socket.once('connect', () => {
      if (server.security === 'tls') return end()
      socket.setTimeout(greetingMs)
      socket.removeAllListeners('timeout')
      // Some servers let a stranger wait for their greeting; the sign-in below has more patience.
      socket.once('timeout', () => end())
    })
    socket.once('data', (greeting: Buffer) => {
      const isRight = greeting.toString('latin1').startsWith(protocol === 'imap' ? '*' : '220')
      end(isRight ? undefined : failureOf('GREETING_TIMEOUT', greeting.toString('latin1', 0, 120)))
    })
    socket.once('timeout', () => end(failureOf('ETIMEDOUT', 'no answer')))
    socket.once('error', end)
  })
}

const greetingMs = 3_000

const failureOf = (code: string, message: string) => Object.assign(new Error(message), { code })

async function shakeHands(
  server: MailServer,
): Promise<{ problem?: DiagnosisStep; certificate?: NonNullable<Diagnosis['certificate']> }> {
  try {
    await shake(server, tlsOptions(server))
    return {}
  } catch (error) {
    const problem = problemOf('encryption', error)
    if (!problem.code?.startsWith('certificate-')) return { problem }
    // Looked at once more without judging, only to show whose certificate it is.
    const shown = await shake(server, { rejectUnauthorized: false }).catch(() => undefined)
    return { problem, ...(shown?.raw && { certificate: describe(shown) }) }
  }
}

function shake(server: MailServer, options: ConnectionOptions): Promise<PeerCertificate> {
  return new Promise((done, fail) => {
    const name = server.servername ?? server.host
    const socket: TLSSocket = connectTls({
      ...options,
      host: server.host,
      port: server.port,
      timeout: patienceMs,
      ...(isIP(name) === 0 && { servername: name }),
    })
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerCertificate()
      socket.destroy()
      done(certificate)
    })
    socket.once('timeout', () => socket.destroy(failureOf('ETIMEDOUT', 'no answer')))
    socket.once('error', fail)
  })
}

function describe(certificate: PeerCertificate): NonNullable<Diagnosis['certificate']> {
  const base64 = certificate.raw.toString('base64').replace(/.{64}/g, '$&\n')
  const names = [certificate.subject?.CN].flat()
  return {
    pem: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    fingerprint: certificate.fingerprint256,
    name: names[0] ?? '',
    validTo: certificate.valid_to,
  }
}

async function signInToImap(server: Mailbox): Promise<void> {
  const client = openClient(server)
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.mailboxOpen(server.folder, { readOnly: true }).catch((error: unknown) => {
      throw Object.assign(new Error(saidBy(error)), { code: 'FOLDER' })
    })
    await client.logout()
  } finally {
    client.close()
  }
}

async function signInToSmtp(server: MailServer): Promise<void> {
  const transport = createTransport({
    ...smtpConnection(server),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  })
  try {
    await transport.verify()
  } finally {
    transport.close()
  }
}

interface Failure {
  readonly code?: string
  readonly responseText?: string
  readonly response?: unknown
  readonly message?: string
  readonly authenticationFailed?: boolean
  readonly serverResponseCode?: string
  readonly cause?: unknown
}

/** The plain meaning of a failure, for the screen to word (and for the state of a mailbox that fails later). */
export function problemOf(step: DiagnosisStep['step'], error: unknown): DiagnosisStep {
  const failure = error as Failure
  const code = meaningOf(failure)
  const from =
    code === 'folder-missing'
      ? 'folder'
      : code.startsWith('certificate-') || code === 'not-encrypted' || code === 'no-starttls'
        ? 'encryption'
        : step
  return { step: from, ok: false, code, said: saidBy(error) }
}

const byCode: Readonly<Record<string, DiagnosisCode>> = {
  ENOTFOUND: 'name-unknown',
  EADDRESSREFUSED: 'address-refused',
  EAI_AGAIN: 'name-failed',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'no-answer',
  CONNECT_TIMEOUT: 'no-answer',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  GREETING_TIMEOUT: 'not-a-mail-server',
  CERT_HAS_EXPIRED: 'certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-unknown',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-unknown',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-unknown',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-unknown',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-unknown',
  ERR_SSL_WRONG_VERSION_NUMBER: 'not-encrypted',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'not-encrypted',
  FOLDER: 'folder-missing',
  EAUTH: 'password-refused',
  ENOAUTH: 'sign-in-missing',
}

function meaningOf(failure: Failure): DiagnosisCode {
  if (failure.authenticationFailed || failure.serverResponseCode === 'AUTHENTICATIONFAILED') return 'password-refused'
  const own = byCode[failure.code ?? '']
  if (own) return own
  const text = `${failure.message ?? ''} ${failure.responseText ?? ''}`.toLowerCase()
  if (/wrong version number|packet length too long/.test(text)) return 'not-encrypted'
  if (/self.signed|unable to verify|unable to get (?:local )?issuer/.test(text)) return 'certificate-unknown'
  if (/certificate has expired/.test(text)) return 'certificate-expired'
  if (/altnames|does not match certificate/.test(text)) return 'certificate-name'
  if (/starttls/.test(text)) return 'no-starttls'
  if (/greeting|unexpected|invalid response/.test(text)) return 'not-a-mail-server'
  if (/time.?out/.test(text)) return 'no-answer'
  if (failure.code?.startsWith('ERR_SSL') || failure.code === 'ETLS') return 'encryption-failed'
  return failure.cause ? meaningOf(failure.cause as Failure) : 'failed'
}

function saidBy(error: unknown): string {
  const failure = error as Failure
  const said =
    typeof failure.response === 'string' ? failure.response : (failure.responseText ?? failure.message ?? String(error))
  return said
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300)
}
