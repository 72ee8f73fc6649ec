import type { Formats } from '../../i18n/formats.ts'
import type { Choice } from '../../ui/Options.tsx'

export { currencyChoices, zoneChoices } from '../../parts/places.ts'

/** The languages in which letters are written. */
export const letterLanguages = ['en', 'de', 'fr', 'it', 'es', 'nl', 'sv', 'pl', 'pt', 'ja', 'zh', 'ar'] as const

/** The languages in which a member may answer buyers. */
export const spokenLanguages = ['en', 'de', 'fr', 'it', 'es', 'nl', 'sv', 'pl', 'pt', 'ja', 'zh'] as const

/** The languages of letters, named in the language of the screen; found by their own code too. */
export const languageChoices = (formats: Formats): readonly Choice[] =>
  letterLanguages.map((code) => ({ value: code, label: formats.languageName(code), keywords: code }))
