import type { Schemas } from '../../api/client.ts'
import type { BuyerLanguage } from '../../parts/buyer.ts'

/** What a buyer can say their message is about. */
export type Reason = Schemas['FormPage']['reasons'][number]
/** The fields that can be filled in wrongly. */
export type Field = 'name' | 'email' | 'orderNumber' | 'reason' | 'text'

/** What a buyer reads on a store's form: the buyer's languages are more than the desk's, so they stand here. */
export interface Words {
  readonly title: (store: string) => string
  readonly language: string
  readonly loading: string
  readonly name: string
  readonly email: string
  readonly emailHelp: string
  readonly orderNumber: string
  readonly optional: string
  readonly reason: string
  readonly choose: string
  readonly reasons: { readonly [reason in Reason]: string }
  readonly text: string
  readonly photos: string
  readonly photoHelp: string
  readonly choosePhotos: string
  readonly remove: (name: string) => string
  readonly send: string
  /** What is wrong with a field, and how to mend it. */
  readonly wrong: { readonly [field in Field]: string }
  readonly someWrong: string
  readonly doNotFill: string
  readonly trapped: string
  readonly notPhoto: string
  readonly tooLarge: string
  readonly tooMany: string
  readonly tooOften: string
  readonly failed: string
  readonly sentTitle: (number: string) => string
  readonly sentByMail: (address: string) => string
  readonly sentToPage: string
  readonly sentLater: (address: string) => string
  readonly statusPage: string
  readonly another: string
  readonly failedTitle: string
  readonly retry: string
  readonly notFoundTitle: string
  readonly notFound: string
}

const files: { readonly [language in BuyerLanguage]: () => Promise<{ readonly words: Words }> } = {
  en: () => import('./words/en.words.ts'),
  de: () => import('./words/de.words.ts'),
  fr: () => import('./words/fr.words.ts'),
  it: () => import('./words/it.words.ts'),
  es: () => import('./words/es.words.ts'),
  ja: () => import('./words/ja.words.ts'),
  zh: () => import('./words/zh.words.ts'),
}

/** The words of one language. */
export const wordsIn = async (language: BuyerLanguage): Promise<Words> => (await files[language]()).words
