import { ImapFlow } from 'imapflow'
import { type MailServers, missing, startMailServers } from '../mail-servers/servers.ts'
import { Caller, insist } from './caller.ts'
import type { FaultMail } from './mails.ts'

/** A mailbox at a real IMAP server which the desk reads, and how mails come into it. */
export interface MailboxWay {
  /** Resolves when the server has the mail. */
  handOver(mail: FaultMail): Promise<void>
  close(): Promise<void>
}

const user = 'desk@test.local'

/**
 * Starts Dovecot and has the desk read a mailbox there; undefined where it cannot run (see `missing`).
 * @param desk port and API token of the desk, and the shop whose mailbox it is
 */
export async function openMailbox(desk: {
  readonly port: number
  readonly token: string
  readonly storeId: string | null
  readonly lmtpPort: number
}): Promise<MailboxWay | undefined> {
  if (missing()) return undefined
  const servers = await startMailServers(desk.lmtpPort)
  try {
    const caller = new Caller(desk.token)
    const imap = { host: '127.0.0.1', port: servers.imap, security: 'none', user }
    const settings = { imap, firstTime: 'everything' }
    const channel = { kind: 'mailbox', address: user, name: 'Dovecot', storeId: desk.storeId, settings }
    await insist(caller, desk.port, '/api/channels', { ...channel, imapPassword: 'secret' }, 'r1-mailbox')
    caller.close()
    const client = await clientOf(servers)
    return {
      handOver: async (mail) => {
        await client.append('INBOX', Buffer.from(mail.raw))
      },
      close: async () => {
        client.close()
        await servers.stop()
      },
    }
  } catch (error) {
    await servers.stop()
    throw error
  }
}

async function clientOf({ imap }: MailServers): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: imap,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: 'secret' },
    logger: false,
  })
  await client.connect()
  return client
}
