import { type Context, systemContext } from '../../platform/context.ts'
import { admitted } from '../../platform/mail/admitted.ts'
import { problemOf } from '../../platform/mail/diagnosis.ts'
import { mailLimits } from '../../platform/mail/limits.ts'
import { type Mailbox, type MailboxKeeper, watchMailbox } from '../../platform/mail/mailbox.ts'
import { announce } from '../../platform/realtime.ts'
import type { Services } from '../../platform/services.ts'
import { workspaceIds } from '../access/index.ts'
import { mailboxRetryAfter } from './rules.ts'
import type { Channel } from './schema.ts'
import { receiveAll, storeMail } from './service.accepted.ts'
import { secretsOf } from './service.ts'
import { type MailboxLocks, openMailboxLocks } from './store.locks.ts'
import * as store from './store.ts'

/** Milliseconds between looks for mailboxes that were connected, changed, switched off or left by another worker. */
const beatMs = 3_000

interface Watch {
  /** What would make it another mailbox: settings and passwords. */
  readonly mark: string
  readonly stop: AbortController
  readonly ended: Promise<void>
}

/** Watches every active mailbox of every workspace; each is watched by one process only. Resolves with its stop. */
export async function startMailboxes(services: Services): Promise<() => Promise<void>> {
  const watches = new Map<string, Watch>()
  let locks: MailboxLocks | undefined
  let running = Promise.resolve()
  const beat = async () => {
    try {
      if (!locks?.isHeld()) {
        // Without the locks another worker may begin: nothing goes on that these locks guarded.
        await endAll(watches)
        locks = await openMailboxLocks(services.databases)
      }
      await look(services, watches, locks)
    } catch (error) {
      services.log.warn({ err: error }, 'the mailboxes could not be looked after; trying again')
    }
  }
  const timer = setInterval(() => {
    running = running.then(beat)
  }, beatMs)
  running = running.then(beat)
  return async () => {
    clearInterval(timer)
    await running
    await endAll(watches)
    await locks?.close()
  }
}

async function endAll(watches: Map<string, Watch>): Promise<void> {
  const ending = [...watches.values()]
  watches.clear()
  for (const { stop } of ending) stop.abort()
  await Promise.all(ending.map(({ ended }) => ended))
}

async function look(services: Services, watches: Map<string, Watch>, locks: MailboxLocks): Promise<void> {
  const wanted = new Map<string, { context: Context; channel: Channel; mark: string }>()
  for (const workspaceId of await workspaceIds(services)) {
    const context = systemContext(services, workspaceId, 'mailbox')
    for (const { channel, mark } of await store.activeMailboxes(context.db))
      wanted.set(channel.id, { context, channel, mark })
  }
  for (const [id, watch] of watches) {
    if (wanted.get(id)?.mark === watch.mark) continue
    watches.delete(id)
    watch.stop.abort()
    await watch.ended
    await locks.release(id)
  }
  for (const [id, { context, channel, mark }] of wanted) {
    if (watches.has(id) || !(await locks.take(id))) continue
    const stop = new AbortController()
    watches.set(id, { mark, stop, ended: watchForGood(context, channel, stop.signal) })
  }
}

/** Watches one mailbox, again and again with growing patience, until the signal. Never rejects. */
async function watchForGood(context: Context, channel: Channel, signal: AbortSignal): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      const mailbox = await mailboxOf(context, channel)
      if (!mailbox) return
      const keeper = keeperOf(context, channel, () => {
        failures = 0
      })
      await watchMailbox(mailbox, keeper, optionsOf(context, channel), signal)
    } catch (error) {
      failures++
      await noteFailure(context, channel, error)
      await pause(mailboxRetryAfter(failures), signal)
    }
  }
}

async function mailboxOf(context: Context, channel: Channel): Promise<Mailbox | undefined> {
  const { imap, folder = 'INBOX' } = channel.settings
  if (!imap) return undefined
  const { imapPassword = '' } = await secretsOf(context, channel.id)
  const mailbox = { ...imap, password: imapPassword, folder }
  return admitted(mailbox, context.services.config.mailNetworks)
}

const threeDaysMs = 3 * 24 * 3_600_000

function optionsOf(context: Context, channel: Channel) {
  return {
    firstTime: channel.settings.firstTime ?? ('unread' as const),
    limit: mailLimits.bytes,
    lookBackTo: () => new Date((channel.checkedAt ?? context.now()).getTime() - threeDaysMs),
  }
}

function keeperOf(context: Context, channel: Channel, onWell: () => void): MailboxKeeper {
  let isWell = false
  return {
    place: async () => (await store.readSecrets(context.db, channel.id))?.progress ?? null,
    keep: async (mails) => {
      const stored = mails.map(({ raw, uid, uidValidity, isCut }) =>
        storeMail(context, {
          channelId: channel.id,
          raw,
          envelopeFrom: null,
          envelopeTo: channel.address,
          sourceKey: `imap:${uidValidity}:${uid}`,
          ...(isCut && { quarantine: 'too-large' as const }),
        }),
      )
      await receiveAll(context, await Promise.all(stored))
    },
    moveTo: async (progress) => {
      await store.updateChannel(context.db, channel.id, { progress })
    },
    isWell: async () => {
      onWell()
      await store.updateChannel(context.db, channel.id, {
        checkedAt: context.now(),
        ...(!isWell && { state: 'ok' as const, problem: null }),
      })
      if (!isWell) await announce(context, { topic: 'channel', id: channel.id }, audienceOf(channel))
      isWell = true
    },
  }
}

const audienceOf = ({ storeId }: Channel) => ({ permission: 'channels.read', storeId })

async function noteFailure(context: Context, channel: Channel, error: unknown): Promise<void> {
  const { step, code = 'failed', said = '' } = problemOf('sign-in', error)
  try {
    await store.updateChannel(context.db, channel.id, {
      state: 'failing',
      problem: { step, code, said },
      checkedAt: context.now(),
    })
    await announce(context, { topic: 'channel', id: channel.id }, audienceOf(channel))
  } catch (failure) {
    context.services.log.warn({ err: failure, channelId: channel.id }, 'the state of a mailbox could not be noted')
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) return done()
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        done()
      },
      { once: true },
    )
  })
}
