import { createHash } from 'node:crypto'
import { type Context, systemContext, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { readLink } from '../../platform/links.ts'
import type { Services } from '../../platform/services.ts'
import { channelOfStore } from '../channels/index.ts'
import { acknowledge, openFromForm } from '../messages/index.ts'
import { readStore, type Store } from '../stores/index.ts'
import { readTicketRecord, statusUrl } from '../tickets/index.ts'
import { chosenBy, isTrapped, letterKnownMs, mostLettersPerHour, subjectOf } from './rules.forms.ts'
import { type FormLetter, type FormPage, type FormTaken, formReasons } from './schema.forms.ts'
import { keepPhotos } from './service.photos.ts'
import { formKeys } from './service.web-forms.ts'
import * as store from './store.ts'

/** Who stands before a store's form. */
export interface FormVisit {
  readonly context: Context
  readonly shop: Store
}

/** Opens the form of a link; one that is wrong, old, switched off, or of a store that sells no more leads nowhere. */
export async function visitForm(services: Services, secret: string, requestId: string): Promise<FormVisit> {
  const to = readLink(formKeys(services), secret)
  if (!to) throw new Refusal('request.not-found')
  const context = systemContext(services, to.workspaceId, requestId)
  const form = await store.formOfLink(context.db, to.id)
  const shop = form?.enabled ? await readStore(context, form.storeId) : undefined
  if (!shop?.active) throw new Refusal('request.not-found')
  return { context, shop }
}

/** What the buyer sees before they write. */
export async function showForm({ context, shop }: FormVisit): Promise<FormPage> {
  return {
    storeName: shop.signatureName,
    language: shop.defaultLanguage.slice(0, 2),
    reasons: [...formReasons],
    answersByMail: (await channelOfStore(context, shop.id)) !== null,
  }
}

/**
 * Takes what a buyer sent, once for one key (or, without one, for the same content): kept first, for good, then made a
 * ticket. Should that fail, the buyer need not send again: a job makes the ticket of what is kept.
 */
export async function takeLetter(
  visit: FormVisit,
  letter: FormLetter,
  files: readonly Buffer[],
  key: string | undefined,
): Promise<FormTaken> {
  const { context } = visit
  if (isTrapped(letter)) throw new Refusal('portal.form-trap')
  const id = await keepLetter(visit, letter, files, key)
  const ticket = await takeIn(context, id).catch((error: unknown) => {
    context.services.log.error({ err: error, requestId: context.requestId }, 'a letter of a form waits for its ticket')
  })
  return ticket
    ? { number: ticket.number, statusUrl: statusUrl(context, ticket.id) }
    : { number: null, statusUrl: null }
}

async function keepLetter(
  { context, shop }: FormVisit,
  { website: _website, ...letter }: FormLetter,
  files: readonly Buffer[],
  key: string | undefined,
): Promise<string> {
  const contentHash = hashOf(letter, files)
  const sourceKey = key === undefined ? `content:${contentHash}` : `key:${key}`
  const known = () => sameLetter(context, shop.id, sourceKey, contentHash)
  const before = await known()
  if (before) return before
  const address = letter.email.toLowerCase()
  const hourAgo = new Date(context.now().getTime() - 3_600_000)
  if ((await store.lettersSince(context.db, address, hourAgo, mostLettersPerHour)) >= mostLettersPerHour)
    throw new Refusal('portal.form-too-many')
  const photos = await keepPhotos(context, files, 1)
  const kept = await transact(context, async (context) => {
    const id = context.newId()
    const row = { id, storeId: shop.id, sourceKey, contentHash, address, content: { ...letter, photos } }
    if (!(await store.insertLetter(context.db, { ...row, at: context.now() }))) return undefined
    await emit(context, 'portal.form-sent', { letterId: id })
    return id
  })
  const id = kept ?? (await known())
  if (!id) throw new Refusal('request.conflict')
  return id
}

/** The letter that has come under this key before; another one under the same key is refused. */
async function sameLetter(
  context: Context,
  storeId: string,
  sourceKey: string,
  contentHash: string,
): Promise<string | undefined> {
  const found = await store.letterOfKey(context.db, storeId, sourceKey)
  if (found && found.contentHash !== contentHash) throw new Refusal('request.key-reused')
  return found?.id
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

/** The language of the page is left out: a letter that is sent again from another is still the same. */
const hashOf = (letter: Omit<FormLetter, 'website'>, files: readonly Buffer[]): string => {
  const { name, email, orderNumber, reason, text } = letter
  return sha256(JSON.stringify([name, email, orderNumber ?? null, reason, text, ...files.map(sha256)]))
}

/** Makes the one ticket of a kept letter; undefined when the letter is forgotten. May run twice and does its work once. */
function takeIn(context: Context, letterId: string): Promise<{ id: string; number: number } | undefined> {
  return transact(context, async (context) => {
    const letter = await store.lockLetter(context.db, letterId)
    if (letter?.ticketId) return readTicketRecord(context, letter.ticketId)
    if (!letter?.content) return undefined
    const { orderNumber, reason, ...word } = letter.content
    const shop = await readStore(context, letter.storeId)
    if (!shop) throw new Refusal('stores.not-found')
    const buyer: Context = { ...context, actor: { ...context.actor, kind: 'buyer', name: '' } }
    const opened = await openFromForm(buyer, shop, {
      ...word,
      orderNumber: orderNumber ?? null,
      chosen: chosenBy(reason),
      subject: subjectOf(word.text),
      at: letter.receivedAt,
    })
    await store.settleLetter(context.db, letterId, opened.id)
    return opened
  })
}

/** A letter becomes a ticket first, for good; only then is its buyer told. */
export async function onFormSent(context: Context, { letterId }: { letterId: string }): Promise<void> {
  const opened = await takeIn(context, letterId)
  const ticket = opened && (await readTicketRecord(context, opened.id))
  if (ticket) await acknowledge(context, ticket)
}

/** Forgets which letters have come, once nobody sends them again. */
export const forgetLetters = (context: Context): Promise<void> =>
  store.deleteSettledBefore(context.db, new Date(context.now().getTime() - letterKnownMs))
