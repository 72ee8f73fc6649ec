import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { MailRelay } from '../../platform/mail/hand.ts'
import { keyFor, seal, unseal } from '../../platform/secrets.ts'
import { directoryAddress } from './rules.ts'
import type { Channel, ChannelSettings } from './schema.ts'
import * as store from './store.ts'

/** The passwords of a channel, never shown. */
export interface ChannelSecrets {
  readonly imapPassword?: string
  readonly smtpPassword?: string
}

const sealing = (context: Context) => keyFor(context.services.config.secret, 'channel-secrets')
const boundTo = (context: Context, id: string) => `${context.workspaceId}/${id}`

/** Makes a channel: a mailbox that is read and written, or an address that the built-in receiver takes mail for. */
export function createChannel(
  context: Context,
  wanted: { kind: Channel['kind']; name: string; address: string; storeId: string | null; settings: ChannelSettings },
  secrets: ChannelSecrets = {},
): Promise<Channel> {
  return transact(context, async (context) => {
    const id = context.newId()
    const address = directoryAddress(wanted.address)
    const sealed = seal(sealing(context), JSON.stringify(secrets), boundTo(context, id))
    if (!(await store.insertChannel(context.db, { ...wanted, id, address, createdAt: context.now() }, sealed)))
      throw new Refusal('channels.address-taken', { address })
    return channelOrRefuse(context, id)
  })
}

export async function channelOrRefuse(context: Context, id: string): Promise<Channel> {
  const channel = await store.readChannel(context.db, id)
  if (!channel) throw new Refusal('channels.not-found')
  return channel
}

/** A channel's passwords; empty where none were given. */
export async function secretsOf(context: Context, id: string): Promise<ChannelSecrets> {
  const kept = await store.readSecrets(context.db, id)
  return kept?.secrets
    ? (JSON.parse(unseal(sealing(context), kept.secrets, boundTo(context, id))) as ChannelSecrets)
    : {}
}

/** The server that a channel's letters are handed to; null where nobody has named one. */
export async function smtpOf(context: Context, channel: Channel): Promise<MailRelay | null> {
  const { smtp } = channel.settings
  if (!smtp) return null
  const { smtpPassword = '' } = await secretsOf(context, channel.id)
  return { ...smtp, password: smtpPassword }
}

/** The channel that a store's letters go out by; null where it has none. */
export const channelOfStore = async (context: Context, storeId: string | null): Promise<string | null> =>
  storeId ? ((await store.channelOfStore(context.db, storeId))?.id ?? null) : null
