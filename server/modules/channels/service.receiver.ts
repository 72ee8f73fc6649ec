import { systemContext } from '../../platform/context.ts'
import { mailLimits } from '../../platform/mail/limits.ts'
import { type Doorkeeper, openReceiver } from '../../platform/mail/receive.ts'
import type { Services } from '../../platform/services.ts'
import { directoryAddress } from './rules.ts'
import { receive } from './service.received.ts'
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
  const channelOf = (address: string) => channelOfAddress(services.databases.outside, directoryAddress(address))
  return {
    knows: async (address) => (await channelOf(address)) !== undefined,
    async keep({ raw, from, to }) {
      const channel = await channelOf(to)
      if (!channel) throw new Error('the channel went away between RCPT and DATA')
      await receive(systemContext(services, channel.workspaceId, 'receiver'), {
        channelId: channel.channelId,
        raw,
        envelopeFrom: from,
        envelopeTo: to,
      })
    },
    warn: (error) => services.log.warn({ err: error }, 'the mail receiver met an error'),
  }
}
