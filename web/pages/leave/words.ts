import type { BuyerLanguage } from '../../parts/buyer.ts'

/** What the reader of an offer reads when they leave its list: buyers' languages are more than the desk's, so they stand here. */
export interface Words {
  readonly title: string
  readonly ask: (store: string) => string
  readonly button: string
  readonly done: string
  readonly doneDetail: (store: string) => string
  readonly failed: string
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

/** Loads the words of one language; each is a file of its own. */
export const wordsIn = async (language: BuyerLanguage): Promise<Words> => (await files[language]()).words
