import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { writeLink } from '../../platform/links.ts'
import { type Keys, keysFor } from '../../platform/secrets.ts'
import type { Services } from '../../platform/services.ts'
import { channelOfStore } from '../channels/index.ts'
import { storeOrRefuse } from '../stores/index.ts'
import type { WebForm } from './schema.forms.ts'
import * as store from './store.ts'

/** The keys by which the links of forms are signed. */
export const formKeys = (services: Services): Keys => keysFor(services.config, 'web-form')

/** A store's form: off, and without a link, until somebody has switched it on. */
export async function readWebForm(context: Context, storeId: string): Promise<WebForm> {
  await storeOrRefuse(context, storeId)
  const form = await store.formOfStore(context.db, storeId)
  return {
    enabled: form?.enabled ?? false,
    url: form ? urlOf(context, form.linkId) : null,
    answersByMail: (await channelOfStore(context, storeId)) !== null,
  }
}

/** Switches a store's form on or off. Its link stays the same: it works again when the form is on again. */
export function switchWebForm(context: Context, storeId: string, enabled: boolean): Promise<WebForm> {
  return save(context, storeId, { enabled })
}

/** Gives a store's form a new link; the one before it leads nowhere from now on. */
export function renewWebFormLink(context: Context, storeId: string): Promise<WebForm> {
  return save(context, storeId, { linkId: context.newId() })
}

function save(context: Context, storeId: string, change: { enabled?: boolean; linkId?: string }): Promise<WebForm> {
  return transact(context, async (context) => {
    const { name } = await storeOrRefuse(context, storeId)
    const fresh = { storeId, linkId: context.newId(), enabled: false, ...change }
    await store.saveForm(context.db, fresh, change, context.now())
    await recordAudit(context, {
      action: change.linkId ? 'portal.web-form-link-renewed' : 'portal.web-form-switched',
      subject: { kind: 'store', id: storeId, name },
      notes: change.enabled === undefined ? {} : { enabled: change.enabled },
    })
    return readWebForm(context, storeId)
  })
}

const urlOf = (context: Context, linkId: string): string =>
  `${context.services.config.publicUrl}/f/${writeLink(formKeys(context.services), { workspaceId: context.workspaceId, id: linkId })}`
