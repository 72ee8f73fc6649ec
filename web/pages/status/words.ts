import type { Schemas } from '../../api/client.ts'
import type { BuyerLanguage } from '../../parts/buyer.ts'

type Stage = Schemas['StatusPage']['stage']
type State = Schemas['StatusStage']['state']
type Step = Schemas['StatusPage']['nextStep']

/** What a buyer reads on their status page: the buyer's languages are more than the desk's, so they stand here. */
export interface Words {
  readonly title: (number: string) => string
  readonly loading: string
  readonly progress: string
  readonly stages: { readonly [stage in Stage]: string }
  readonly states: { readonly [state in State]: string }
  readonly next: string
  readonly steps: { readonly [step in Step]: string }
  readonly by: (time: string) => string
  readonly messages: string
  readonly you: string
  readonly photos: (count: number) => string
  readonly write: string
  readonly yourMessage: string
  readonly send: string
  readonly wordThanks: string
  readonly addPhotos: string
  readonly photoHelp: string
  readonly choosePhotos: string
  readonly sendPhotos: string
  readonly remove: (name: string) => string
  readonly photoThanks: string
  readonly enoughPhotos: string
  readonly notPhoto: string
  readonly tooLarge: string
  readonly tooMany: string
  readonly tooOften: string
  readonly failed: string
  readonly failedTitle: string
  readonly retry: string
  readonly notFoundTitle: string
  readonly notFound: string
  readonly private: string
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
