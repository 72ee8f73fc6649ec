import { recordChange } from '../../platform/audit.ts'
import { type Context, scopeOf, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { MailServer } from '../../platform/mail/server.ts'
import { cutPage, idIn, type Page, readCursor } from '../../platform/paging.ts'
import { isSealedByNewest, keysFor, seal, unseal } from '../../platform/secrets.ts'
import { recall } from '../../platform/settings-memory.ts'
import { readStore } from '../stores/index.ts'
import { directoryAddress } from './rules.ts'
import type { Channel, ChannelChange, ChannelSettings, NewChannel } from './schema.ts'
import * as store from './store.ts'

/** The passwords of a channel, never shown. */
export interface ChannelSecrets {
  readonly imapPassword?: string
  readonly smtpPassword?: string
}

const sealing = (context: Context) => keysFor(context.services.config, 'channel-secrets')
const boundTo = (context: Context, id: string) => `${context.workspaceId}/${id}`

/** Makes a channel: a mailbox that is read and written, or an address that the built-in receiver takes mail for. */
export function createChannel(
  context: Context,
  wanted: Omit<NewChannel, 'imapPassword' | 'smtpPassword'>,
  secrets: ChannelSecrets = {},
): Promise<Channel> {
  return transact(context, async (context) => {
    const id = context.newId()
    const address = directoryAddress(wanted.address)
    await refuseUnknownStore(context, wanted.storeId)
    refuseIncomplete(wanted.kind, wanted.settings)
    const { kind, name, storeId, settings } = wanted
    const channel = { id, kind, name, address, storeId, settings, createdAt: context.now() }
    if (!(await store.insertChannel(context.db, channel, sealed(context, id, secrets))))
      throw new Refusal('channels.address-taken', { address })
    const made = await channelOrRefuse(context, id)
    await recordChange(context, 'channels.channel-created', 'channel', { after: decided(made) })
    return made
  })
}

/** Changes what is given. New settings start the channel's state anew; another mailbox is read from its own beginning. */
export function changeChannel(context: Context, id: string, change: ChannelChange): Promise<Channel> {
  return transact(context, async (context) => {
    const before = await channelOrRefuse(context, id)
    await refuseUnknownStore(context, change.storeId)
    if (change.settings) refuseIncomplete(before.kind, change.settings)
    const { imapPassword, smtpPassword, ...columns } = change
    const given = {
      ...(imapPassword !== undefined && { imapPassword }),
      ...(smtpPassword !== undefined && { smtpPassword }),
    }
    const isNewPassword = Object.keys(given).length > 0
    await store.updateChannel(context.db, id, {
      ...columns,
      ...(isNewPassword && { secrets: sealed(context, id, { ...(await secretsOf(context, id)), ...given }) }),
      ...((change.settings || isNewPassword || change.active) && { state: 'new', problem: null }),
      ...(change.settings && isOtherFolder(before.settings, change.settings) && { progress: null }),
    })
    const after = await channelOrRefuse(context, id)
    const renewed = (is: boolean) => Object.fromEntries(Object.keys(given).map((password) => [password, is]))
    await recordChange(context, 'channels.channel-changed', 'channel', {
      before: decided(before, renewed(false)),
      after: decided(after, renewed(true)),
    })
    return after
  })
}

/** Removes a channel that no mail has gone through; one with a history is switched off instead. */
export function deleteChannel(context: Context, id: string): Promise<void> {
  return transact(context, async (context) => {
    const before = await channelOrRefuse(context, id)
    if (await store.hasMail(context.db, id)) throw new Refusal('channels.in-use')
    await store.deleteChannel(context.db, id)
    await recordChange(context, 'channels.channel-deleted', 'channel', { before: decided(before) })
  })
}

/** What was decided about a channel, apart from how it fares; `passwords` are those that are new. */
function decided(channel: Channel, passwords: Readonly<Record<string, boolean>> = {}) {
  const { state: _state, problem: _problem, checkedAt: _checkedAt, ...rest } = channel
  return { ...rest, ...passwords }
}

function isOtherFolder(before: ChannelSettings, after: ChannelSettings): boolean {
  const place = ({ imap, folder }: ChannelSettings) => JSON.stringify([imap?.host, imap?.port, imap?.user, folder])
  return place(before) !== place(after)
}

async function refuseUnknownStore(context: Context, storeId: string | null | undefined): Promise<void> {
  if (storeId && !(await readStore(context, storeId))) throw new Refusal('stores.not-found')
}

function refuseIncomplete(kind: Channel['kind'], settings: ChannelSettings): void {
  if (kind === 'mailbox' && !settings.imap) throw new Refusal('channels.no-incoming-server')
}

/** Channels that the actor may see, by name; with a reach over stores, those of these stores. */
export async function listChannels(context: Context, query: { after?: string; limit: number }): Promise<Page<Channel>> {
  const [name, id] = query.after === undefined ? [] : readCursor(query.after, 2)
  const rows = await store.listChannels(context.db, {
    limit: query.limit + 1,
    ...(query.after !== undefined && { after: [String(name), idIn(id)] as const }),
    ...(isNarrow(context) && { storeIds: context.actor.storeIds }),
  })
  return cutPage(rows, query.limit, (row) => [row.name, row.id])
}

/** The channel, whoever asks; undefined when there is none. */
export const readChannel = (context: Context, id: string): Promise<Channel | undefined> =>
  recall(context, `channels.channel ${id}`, () => store.readChannel(context.db, id))

export async function channelOrRefuse(context: Context, id: string): Promise<Channel> {
  const channel = await store.readChannel(context.db, id)
  if (!(channel && isVisible(context, channel))) throw new Refusal('channels.not-found')
  return channel
}

const isNarrow = (context: Context) => (scopeOf(context, 'channels.read') ?? 'all') !== 'all'

const isVisible = (context: Context, channel: Channel) =>
  !isNarrow(context) || (channel.storeId !== null && context.actor.storeIds.includes(channel.storeId))

const sealed = (context: Context, id: string, secrets: ChannelSecrets): Buffer =>
  seal(sealing(context), JSON.stringify(secrets), boundTo(context, id))

/** A channel's passwords; empty where none were given. */
export async function secretsOf(context: Context, id: string): Promise<ChannelSecrets> {
  const kept = await store.readSecrets(context.db, id)
  return kept?.secrets
    ? (JSON.parse(unseal(sealing(context), kept.secrets, boundTo(context, id))) as ChannelSecrets)
    : {}
}

/** Seals the workspace's passwords anew where another than the newest secret did; answers with how many. */
export function resealSecrets(context: Context): Promise<number> {
  return transact(context, async (context) => {
    const stale = (await store.lockSecrets(context.db)).filter(
      ({ secrets }) => !isSealedByNewest(sealing(context), secrets),
    )
    for (const { id } of stale)
      await store.updateChannel(context.db, id, { secrets: sealed(context, id, await secretsOf(context, id)) })
    return stale.length
  })
}

/** The server that a channel's letters are handed to; null where nobody has named one. */
export async function smtpOf(context: Context, channel: Channel): Promise<MailServer | null> {
  const { smtp } = channel.settings
  if (!smtp) return null
  const { smtpPassword = '' } = await secretsOf(context, channel.id)
  return { ...smtp, password: smtpPassword }
}

/** The channel that a store's letters go out by; null where it has none. */
export const channelOfStore = async (context: Context, storeId: string | null): Promise<string | null> =>
  storeId
    ? await recall(
        context,
        `channels.of-store ${storeId}`,
        async () => (await store.channelOfStore(context.db, storeId))?.id ?? null,
      )
    : null
