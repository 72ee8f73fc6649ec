/** The languages that pages for buyers speak: more than the desk's own. */
export const buyerLanguages = ['en', 'de', 'fr', 'it', 'es', 'ja', 'zh'] as const

export type BuyerLanguage = (typeof buyerLanguages)[number]

const known = (language: string): BuyerLanguage | undefined => buyerLanguages.find((one) => one === language)

/** The language that a page speaks for these wishes, the dearest first; English where it speaks none of them. */
export const spokenOf = (wishes: readonly string[]): BuyerLanguage =>
  wishes.map((wish) => known(wish.slice(0, 2).toLowerCase())).find((one) => one !== undefined) ?? 'en'

/** The same limits as the server's, so that a buyer on a phone learns of them before a long upload. */
export const mostPhotosAtOnce = 5
export const mostPhotoBytes = 10 * 1_048_576

/** What of the photos just chosen can be sent, and the limit that some of them went past. */
export function fittingPhotos(files: readonly File[]): {
  readonly files: readonly File[]
  readonly past: 'size' | 'count' | null
} {
  const small = files.filter(({ size }) => size <= mostPhotoBytes)
  const past = small.length < files.length ? 'size' : small.length > mostPhotosAtOnce ? 'count' : null
  return { files: small.slice(0, mostPhotosAtOnce), past }
}
