import { recordAudit } from '../../platform/audit.ts'
import { type Context, scopeOf, transact } from '../../platform/context.ts'
import { recall, withSettings } from '../../platform/settings-memory.ts'
import { storeOrRefuse } from '../stores/index.ts'
import { type RenderedLetter, renderTemplate, type TemplateValues } from '../templates/index.ts'
import { readTicketRecord, type TicketRecord, tell } from '../tickets/index.ts'
import { confirmationSubject, everyKind, everyStore, isAcknowledged, mostAcknowledgementsPerHour } from './rules.ts'
import type { AcknowledgementSwitch } from './schema.ts'
import { valuesOf } from './service.letters.ts'
import { queueMail } from './service.send.ts'
import subjects from './starter/confirmation-subjects.json' with { type: 'json' }
import * as files from './store.files.ts'
import { insertOrigin } from './store.letters.ts'
import * as store from './store.ts'

export const acknowledgeJob = 'messages.acknowledge'

const templateKey = 'acknowledgement'

/**
 * Confirms a new ticket to its buyer in their language, once, unless it is switched off, the mail was automatic, or the
 * address has had its share (ENGINEERING M7). The words are ours alone: nothing that the sender wrote goes back.
 */
export function acknowledge(context: Context, ticket: TicketRecord): Promise<boolean> {
  return transact(context, async (context) => {
    const to = (await store.lastBuyerAddress(context.db, ticket.id, ticket.customerId))?.address
    if (!to || !ticket.channelId || !isAcknowledged(await switchesOf(context), ticket.storeId, ticket.kind))
      return false
    const hourAgo = new Date(context.now().getTime() - 3_600_000)
    if (
      (await files.acknowledgedSince(context.db, to, hourAgo, mostAcknowledgementsPerHour)) >=
      mostAcknowledgementsPerHour
    )
      return false
    const letter = await renderTemplate(context, {
      key: templateKey,
      language: ticket.language,
      values: await ownValues(context, ticket),
    })
    if (letter.missing.length > 0) {
      context.services.log.warn(
        { ticketId: ticket.id, missing: letter.missing },
        'no confirmation: the template asks for what is not known',
      )
      return false
    }
    if (!(await files.insertAcknowledgement(context.db, ticket.id, to, context.now()))) return false
    await send(context, ticket, to, letter)
    return true
  })
}

const switchesOf = (context: Context) => recall(context, 'messages.acknowledgements', () => files.switches(context.db))

/** Confirms several new tickets, all or none. */
export const acknowledgeAll = async (context: Context, ticketIds: readonly string[]): Promise<void> =>
  transact(await withSettings(context), async (context) => {
    for (const id of ticketIds) {
      const ticket = await readTicketRecord(context, id)
      if (ticket) await acknowledge(context, ticket)
    }
  })

/** What we know of ourselves: a name, an order number or a subject is the sender's word, and anybody can be a sender. */
async function ownValues(context: Context, ticket: TicketRecord): Promise<TemplateValues> {
  const known = await valuesOf(context, ticket)
  return Object.fromEntries(Object.entries(known).filter(([name]) => !/^(buyer|order)\./.test(name)))
}

async function send(context: Context, ticket: TicketRecord, to: string, letter: RenderedLetter): Promise<void> {
  const { text, versionId } = letter
  const mail = await queueMail(context, ticket, {
    to,
    text,
    subject: confirmationSubject(subjects, ticket.language, ticket.number),
    attachments: [],
    heldUntil: null,
    automatic: true,
  })
  const id = context.newId()
  await store.insertMessage(context.db, {
    id,
    ticketId: ticket.id,
    direction: 'outbound',
    authorName: 'Amends',
    address: to,
    subject: mail.subject,
    text,
    language: ticket.language,
    automatic: true,
    outgoingMailId: mail.id,
    mailMessageId: mail.messageId,
    templateKey,
    delivery: 'queued',
    createdAt: context.now(),
  })
  await insertOrigin(context.db, id, { versionId, edited: false })
  await tell(context, ticket.id, 'acknowledged', { messageId: id })
}

/** Where the confirmation was switched on or off, of the stores in reach; what is not named is on. */
export async function listSwitches(context: Context): Promise<AcknowledgementSwitch[]> {
  const isAll = scopeOf(context, 'channels.read') === 'all'
  const inReach = (storeId: string) => isAll || storeId === everyStore || context.actor.storeIds.includes(storeId)
  const switches = await files.switches(context.db)
  return switches
    .filter(({ storeId }) => inReach(storeId))
    .map(({ storeId, kind, enabled }) => ({
      storeId: storeId === everyStore ? null : storeId,
      kind: kind === everyKind ? null : kind,
      enabled,
    }))
}

/** Switches the confirmation for a store, a kind, both, or everything; refuses a store that is not there. */
export async function setSwitch(context: Context, wanted: AcknowledgementSwitch): Promise<AcknowledgementSwitch[]> {
  return transact(context, async (context) => {
    if (wanted.storeId) await storeOrRefuse(context, wanted.storeId)
    await files.setSwitch(context.db, wanted.storeId ?? everyStore, wanted.kind ?? everyKind, wanted.enabled)
    await recordAudit(context, {
      action: 'messages.acknowledgement-switched',
      subject: wanted.storeId ? { kind: 'store', id: wanted.storeId } : { kind: 'settings', id: 'acknowledgements' },
      notes: { enabled: wanted.enabled, kind: wanted.kind },
    })
    return listSwitches(context)
  })
}
