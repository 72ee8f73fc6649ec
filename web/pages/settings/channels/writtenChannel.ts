import { useState } from 'react'
import type { Channel, ChannelSettings } from './channels.ts'
import { providerOf, providers } from './providers.ts'
import { readServer, type WrittenServer, writtenServer } from './writtenServer.ts'

/** A channel as it stands in the form. */
export interface WrittenChannel {
  readonly kind: Channel['kind']
  readonly name: string
  readonly address: string
  readonly storeId: string | null
  readonly senderName: string
  readonly folder: string
  readonly firstTime: NonNullable<ChannelSettings['firstTime']>
  readonly imap: WrittenServer
  readonly smtp: WrittenServer
  /** Letters go out by the SMTP server of this channel. */
  readonly sends: boolean
}

/** The form of a channel, new or kept, and what it says as the server takes it. */
export function useWrittenChannel(channel: Channel | undefined) {
  const [written, setWritten] = useState<WrittenChannel>(() => ({
    kind: channel?.kind ?? 'mailbox',
    name: channel?.name ?? '',
    address: channel?.address ?? '',
    storeId: channel?.storeId ?? null,
    senderName: channel?.settings.senderName ?? '',
    folder: channel?.settings.folder ?? 'INBOX',
    firstTime: channel?.settings.firstTime ?? 'unread',
    imap: writtenServer(channel?.settings.imap, 993),
    smtp: writtenServer(channel?.settings.smtp, 465),
    sends: channel ? channel.settings.smtp !== undefined : true,
  }))
  const change = (part: Partial<WrittenChannel>) => setWritten((before) => completed({ ...before, ...part }, part))
  const changeServer = (protocol: 'imap' | 'smtp', part: Partial<WrittenServer>) =>
    setWritten((before) => {
      const after = { ...before, [protocol]: { ...before[protocol], ...part } }
      // Most providers take the same name and password both ways: what is typed once is filled in twice.
      return protocol === 'imap' ? { ...after, smtp: followed(before, after) } : after
    })
  return { written, change, changeServer, settings: settingsOf(written), passwords: passwordsOf(written) }
}

/** An address whose provider is known brings its servers, as long as none were filled in. */
function completed(written: WrittenChannel, part: Partial<WrittenChannel>): WrittenChannel {
  if (part.address === undefined) return written
  const provider = providerOf(written.address)
  const address = written.address.trim()
  const { imap, smtp } = written
  const known = provider && !imap.host && !smtp.host ? providers[provider] : undefined
  const filled = (
    server: WrittenServer,
    place?: { host: string; port: number; security: WrittenServer['security'] },
  ) => ({
    ...server,
    ...(place && { ...place, port: String(place.port) }),
    ...(known && { user: address }),
  })
  return { ...written, imap: filled(imap, known?.imap), smtp: filled(smtp, known?.smtp) }
}

function followed(before: WrittenChannel, after: WrittenChannel): WrittenServer {
  const same = before.smtp.user === before.imap.user && before.smtp.password === before.imap.password
  return same ? { ...after.smtp, user: after.imap.user, password: after.imap.password } : after.smtp
}

function settingsOf(written: WrittenChannel): ChannelSettings {
  const mailbox = written.kind === 'mailbox'
  return {
    ...(mailbox && {
      imap: readServer(written.imap),
      folder: written.folder.trim() || 'INBOX',
      firstTime: written.firstTime,
    }),
    ...(written.sends && { smtp: readServer(written.smtp) }),
    ...(written.senderName.trim() && { senderName: written.senderName.trim() }),
  }
}

function passwordsOf({ kind, imap, smtp, sends }: WrittenChannel): { imapPassword?: string; smtpPassword?: string } {
  return {
    ...(kind === 'mailbox' && imap.password && { imapPassword: imap.password }),
    ...(sends && smtp.password && { smtpPassword: smtp.password }),
  }
}
