import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import {
  type Buyers,
  type BuyersMail,
  type DeliveredMail,
  deliveredMail,
  isLetterTo,
  sendAsBuyer,
} from '../e2e/post-office.ts'
import type { MailServers } from './servers.ts'

const swaks = '/usr/bin/swaks'

/** The program that hands over what a buyer writes. */
export const smtpClient = existsSync(swaks) ? 'swaks' : 'nodemailer'

/** The buyers of the real servers: they write through OpenSMTPD and read their mailbox at Dovecot, told by IDLE. */
export async function openBuyers(servers: MailServers): Promise<Buyers & { close(): Promise<void> }> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: servers.imap,
    secure: false,
    doSTARTTLS: false,
    auth: { user: 'buyer@test.local', pass: 'secret' },
    logger: false,
    disableAutoIdle: true,
  })
  await client.connect()
  await client.mailboxOpen('INBOX', { readOnly: true })
  const here: DeliveredMail[] = []
  let seen = 0
  let ring: () => void = () => undefined
  client.on('exists', () => ring())

  /** Fetches what has come since; a range of UIDs that ends in a star always names the last mail too. */
  const catchUp = async () => {
    for (const { uid, source } of await client.fetchAll(`${seen + 1}:*`, { source: true }, { uid: true }))
      if (source && uid > seen) {
        here.push(await deliveredMail(source))
        seen = uid
      }
  }
  return {
    where: 'the buyer’s mailbox',
    write: smtpClient === 'swaks' ? (mail) => swak(servers.smtp, mail) : (mail) => sendAsBuyer(servers.smtp, mail),
    async letterTo(address, patienceMs = 30_000) {
      const end = Date.now() + patienceMs
      for (;;) {
        const rung = new Promise<void>((done) => {
          ring = done
        })
        await catchUp()
        const found = here.find((mail) => isLetterTo(address, mail))
        if (found) return found
        if (Date.now() > end) throw new Error(`no letter to ${address} in ${patienceMs} ms`)
        await Promise.race([client.idle(), rung, pause(end - Date.now(), undefined, { ref: false })])
      }
    },
    close: () => client.logout(),
  }
}

/** Lets swaks hand a mail over, under its own Message-ID. */
async function swak(port: number, mail: BuyersMail): Promise<string> {
  const composed = await createTransport({ streamTransport: true, buffer: true }).sendMail(mail)
  const { from, to } = composed.envelope
  const server = ['--server', '127.0.0.1', '--port', String(port)]
  const envelope = ['--from', String(from), '--to', to.join(',')]
  const handing = promisify(execFile)(swaks, [...server, ...envelope, '--data', '-', '--silent', '2'])
  handing.child.stdin?.end(composed.message)
  await handing
  return composed.messageId
}
