import type { Context } from '../../platform/context.ts'
import { type Classification, classify } from '../classification/index.ts'
import type { Customer } from '../customers/index.ts'
import { marketplaceOf, readStore } from '../stores/index.ts'
import { baseLanguages } from './rules.ts'

/** A buyer's word, and where it came from. */
interface Word {
  readonly subject: string
  readonly text: string
  readonly marketplaceKind: string
  readonly storeId: string | null
  /** Those of the store's marketplace, where the caller has them; looked up when left out. */
  readonly languages?: readonly string[] | undefined
  /** Who wrote it, where that is known. */
  readonly customer: Pick<Customer, 'vip'> | null | undefined
  /** The language of its ticket so far. */
  readonly language?: string | undefined
}

/** What a buyer's word is about, judged with all that the desk knows besides: where the store sells, and to whom. */
export async function classifyWord(context: Context, word: Word): Promise<Classification> {
  const { storeId, customer, language, languages, ...letter } = word
  return classify(context, {
    ...letter,
    expectedLanguages: baseLanguages(languages ?? (await languagesOf(context, storeId))),
    facts: { vip: customer?.vip ?? false },
    ...(language && { language }),
  })
}

async function languagesOf(context: Context, storeId: string | null): Promise<readonly string[]> {
  const shop = storeId ? await readStore(context, storeId) : undefined
  const marketplace = shop && (await marketplaceOf(context, shop.marketplace))
  return marketplace?.languages ?? []
}
