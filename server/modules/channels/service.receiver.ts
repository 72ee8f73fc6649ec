import { mailLimits } from '../../platform/mail/limits.ts'
import { type Doorkeeper, openReceiver } from '../../platform/mail/receive.ts'
import type { Services } from '../../platform/services.ts'
import { directoryAddress } from './rules.ts'
import { Intake } from './service.intake.ts'
import { channelOfAddress } from './store.received.ts'

/** Opens the built-in receiver, where mail servers hand mail over by SMTP and LMTP; resolves with its stop. */
export async function startReceiver(services: Services): Promise<() => Promise<void>> {
  const { mailHost: host, smtpPort, lmtpPort } = services.config
  const ports = [
    { protocol: 'smtp' as const, port: smtpPort },
    { protocol: 'lmtp' as const, port: lmtpPort },
  ]
  const doorkeeper = doorkeeperOf(services)
  // The reading process takes a second to start; the first buyer shall not wait for it.
  void services.mailReader.read(Buffer.from('Subject: the first of the day\r\n\r\n'))
  const open = await Promise.all(
    ports.flatMap(({ protocol, port }) =>
      port === null ? [] : [openReceiver({ protocol, host, port, limit: mailLimits.bytes }, doorkeeper)],
    ),
  )
  return async () => {
    await Promise.all(open.map((each) => each.close()))
  }
}

function doorkeeperOf(services: Services): Doorkeeper {
  const channelOf = directoryOf(services)
  const intake = new Intake(services)
  return {
    knows: async (address) => (await channelOf(address)) !== undefined,
    async keep({ raw, from, to }) {
      const channel = await channelOf(to)
      if (!channel) throw new Error('the channel went away between RCPT and DATA')
      await intake.keep(channel.workspaceId, { channelId: channel.channelId, raw, envelopeFrom: from, envelopeTo: to })
    },
    warn: (error) => services.log.warn({ err: error }, 'the mail receiver met an error'),
  }
}

type Found = Awaited<ReturnType<typeof channelOfAddress>>

/** How long an address is known without asking again: for the DATA that follows a RCPT, and for mails in a crowd. */
const directoryMs = 1_000

/** Whose channel an address is. A channel that has just been deleted refuses by itself what still comes for it. */
function directoryOf({ databases }: Services): (address: string) => Promise<Found> {
  const known = new Map<string, { readonly found: Promise<Found>; readonly untilMs: number }>()
  return (address) => {
    const key = directoryAddress(address)
    const entry = known.get(key)
    if (entry && entry.untilMs > performance.now()) return entry.found
    // Strangers try many addresses: what is remembered stays few.
    if (known.size > 1_000) known.clear()
    const found = channelOfAddress(databases.outside, key)
    known.set(key, { found, untilMs: performance.now() + directoryMs })
    // A channel that is made now takes mail at once.
    found.then((channel) => channel ?? known.delete(key)).catch(() => known.delete(key))
    return found
  }
}
