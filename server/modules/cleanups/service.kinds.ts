import { type CleanupKind, cleanupKinds } from '../../platform/cleanups.ts'
import type { Context } from '../../platform/context.ts'
import { type KindName, kindNames } from './schema.ts'

/** A kind that some module offers, by the name that the page knows. */
export interface Offered {
  readonly name: KindName
  readonly kind: CleanupKind
}

/** The kinds of invalid data in the order of the page. */
export async function offeredKinds(context: Context): Promise<readonly Offered[]> {
  const hung = (await context.services.hooks.run(context, cleanupKinds, null)).flat()
  return kindNames.flatMap((name) => {
    const kind = hung.find((each) => each.name === name)
    return kind ? [{ name, kind }] : []
  })
}

/** One of them. That one is not offered is a defect of the composition. */
export async function offeredKind(context: Context, name: KindName): Promise<CleanupKind> {
  const found = (await offeredKinds(context)).find((offered) => offered.name === name)
  if (!found) throw new Error(`no module offers the cleanup ${name}`)
  return found.kind
}
