import { useLanguage } from '../../i18n/text.ts'
import type { Letter } from '../../parts/letters.ts'

/** A letter's title in the screen's language. */
export function useLetterTitle(): (letter: Letter) => string {
  const language = useLanguage()
  return (letter) => (language === 'en' ? letter.titleEn : letter.titleZh)
}
