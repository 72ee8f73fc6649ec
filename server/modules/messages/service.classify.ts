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
  /** Who wrote it, where that is known. */
  readonly customer: Pick<Customer, 'vip'> | null | undefined
  /** The language of its ticket so far. */
  readonly language?: string | undefined
}

/** What a buyer's word is about, judged with all that the desk knows besides: where the store sells, and to whom. */
export async function classifyWord(context: Context, word: Word): Promise<Classification> {
  const { storeId, customer, language, ...letter } = word
  const shop = storeId ? await readStore(context, storeId) : undefined
  const marketplace = shop && (await marketplaceOf(context, shop.marketplace))
  return classify(context, {
    ...letter,
    expectedLanguages: baseLanguages(marketplace?.languages ?? []),
    facts: { vip: customer?.vip ?? false },
    ...(language && { language }),
  })
}
