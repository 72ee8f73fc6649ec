import type { Context } from '../../platform/context.ts'
import type { ErasedPart, Traces, Whose } from '../customers/index.ts'
import { namesAddress } from './rules.erasure.ts'
import * as store from './store.erasure.ts'

/** Mails whose bytes are looked through before the next are asked for. */
const mailsAtOnce = 500
const first = '00000000-0000-0000-0000-000000000000'

/** Looks through the mails of which no message was made for those that name one of a customer's addresses. */
export async function tracesInMails(context: Context, { contacts }: Whose): Promise<Partial<Traces>> {
  const { storage } = context.services
  const isTheirs = namesAddress(contacts)
  const mailIds: string[] = []
  for (let after = first; ; ) {
    const mails = await store.untoldMails(context.db, after, mailsAtOnce)
    for (const { id, sha256 } of mails)
      if ((await storage.has(sha256)) && isTheirs(await storage.read(sha256))) mailIds.push(id)
    const last = mails.at(-1)
    if (!last || mails.length < mailsAtOnce) return { mailIds }
    after = last.id
  }
}

/** Erases the mails that were found so. */
export async function eraseUntoldMails(context: Context, { traces }: Whose): Promise<ErasedPart> {
  return { counts: {}, files: await store.emptyReceived(context.db, traces.mailIds), more: false }
}

/** Erases what is kept of mails behind messages: answers the files of which their rows have let go. */
export async function eraseMails(
  context: Context,
  mails: { readonly received: readonly string[]; readonly outgoing: readonly string[] },
): Promise<string[]> {
  await store.emptyOutgoing(context.db, mails.outgoing)
  return store.emptyReceived(context.db, mails.received)
}

/** Which of these files raw mails hold. */
export const filesOfMails = (context: Context, files: readonly string[]): Promise<string[]> =>
  store.heldByMails(context.db, files)
