import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../setup/free-port.ts'

/** Real mail servers on free ports of this machine, and how to reach them. */
export interface MailServers {
  readonly imap: number
  readonly imaps: number
  readonly smtp: number
  /** Ends both servers and removes their folder. */
  stop(): Promise<void>
  /** Takes away what a user's folder was numbered by: the next session finds a new UIDVALIDITY. */
  renumber(user: string): void
}

const nobody = 65_534
const openssl = '/usr/bin/openssl'
const programs = ['/usr/sbin/dovecot', '/usr/sbin/smtpd', openssl]
/** Whose mailboxes there are: two of the desk's, and a buyer's, who is known to Amazon by an alias. */
const mailboxes = ['desk@test.local', 'shop@test.local', 'buyer@test.local', 'buyer@marketplace.amazon.com']

/**
 * Why the real servers cannot run here; undefined when they can. Where AMENDS_TEST_REQUIRE is "all" nothing may be left
 * out, and a missing server fails.
 */
export function missing(): string | undefined {
  const absent = programs.filter((program) => !existsSync(program))
  const reason =
    absent.length > 0
      ? `not installed: ${absent.join(', ')}; apt-get install dovecot-imapd dovecot-lmtpd opensmtpd openssl`
      : process.getuid?.() === 0
        ? undefined
        : 'they start as root only, run this as root'
  if (reason && process.env.AMENDS_TEST_REQUIRE === 'all')
    throw new Error(`Dovecot and OpenSMTPD are required: ${reason}`)
  return reason
}

/**
 * Starts Dovecot (a few mailboxes, password "secret") and OpenSMTPD, which hands test.local and Amazon's buyers to
 * Dovecot and desk.local to `deskPort`.
 */
export async function startMailServers(deskPort: number): Promise<MailServers> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-mail-'))
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'run'))
  mkdirSync(join(folder, 'mail'))
  chownSync(join(folder, 'mail'), nobody, nobody)
  const ports = { imap: await freePort(), imaps: await freePort(), lmtp: await freePort(), smtp: await freePort() }
  const users = mailboxes.map(
    (address) => `${address}:{PLAIN}secret:${nobody}:${nobody}::${folder}/mail/${address.split('@')[0]}`,
  )
  writeFileSync(join(folder, 'users'), `${users.join('\n')}\n`)
  certify(folder)
  const filled = (name: string) =>
    Object.entries({
      FOLDER: folder,
      UID: nobody,
      GID: nobody,
      USER: 'nobody',
      IMAP: ports.imap,
      IMAPS: ports.imaps,
      LMTP: ports.lmtp,
      SMTP: ports.smtp,
      DESK: deskPort,
    }).reduce(
      (text, [key, value]) => text.replaceAll(`@${key}@`, String(value)),
      readFileSync(join(import.meta.dirname, name), 'utf8'),
    )
  writeFileSync(join(folder, 'dovecot.conf'), filled('dovecot.conf.in'))
  writeFileSync(join(folder, 'opensmtpd.conf'), filled('opensmtpd.conf.in'))
  const started = [
    spawn('/usr/sbin/dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' }),
    spawn('/usr/sbin/smtpd', ['-d', '-f', join(folder, 'opensmtpd.conf')], { stdio: 'ignore' }),
  ]
  for (const port of Object.values(ports)) await listening(port, started)
  return {
    imap: ports.imap,
    imaps: ports.imaps,
    smtp: ports.smtp,
    renumber: (user) => {
      for (const file of [
        'dovecot-uidlist',
        'dovecot.index',
        'dovecot.index.log',
        'dovecot.index.cache',
        'dovecot.list.index',
        'dovecot.list.index.log',
      ])
        rmSync(join(folder, 'mail', user, 'Maildir', file), { force: true })
    },
    async stop() {
      await Promise.all(started.map(ended))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function certify(folder: string): void {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')]
  execFileSync(openssl, ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...files, ...subject], {
    stdio: 'ignore',
  })
}

async function listening(port: number, servers: readonly ChildProcess[]): Promise<void> {
  const end = Date.now() + 20_000
  while (!(await answers(port))) {
    if (servers.some((server) => server.exitCode !== null)) throw new Error('a mail server ended while it was starting')
    if (Date.now() > end) throw new Error(`nothing listens on port ${port}`)
    await new Promise((done) => setTimeout(done, 100))
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      done(true)
    })
    socket.on('error', () => done(false))
  })
}

function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve()
  return new Promise((done) => {
    server.once('exit', () => done())
    server.kill('SIGTERM')
    setTimeout(() => server.kill('SIGKILL'), 5_000).unref()
  })
}
