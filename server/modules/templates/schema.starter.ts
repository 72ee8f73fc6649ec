import { type Static, Type } from 'typebox'
import { Words } from '../../platform/http.ts'
import { phraseClasses } from './schema.findings.ts'
import { type LetterLanguage, MarketplaceKindShape, NewTemplate } from './schema.ts'

const Paragraphs = Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })
const StarterText = Type.Object(
  { subject: Type.Optional(Type.String()), body: Paragraphs },
  { additionalProperties: false },
)
type StarterText = Static<typeof StarterText>

/** A letter as shipped: paragraphs in each language, and the full sense in Chinese. */
export const StarterLetter = Type.Object(
  {
    ...NewTemplate.properties,
    meaning: StarterText,
    texts: Type.Unsafe<Partial<Record<LetterLanguage, StarterText>>>(Type.Record(Type.String(), StarterText)),
  },
  { additionalProperties: false },
)
export type StarterLetter = Static<typeof StarterLetter>

/** Phrases of one class and language, as shipped. */
export const StarterPhrases = Type.Object(
  {
    class: Words(phraseClasses),
    language: Type.String(),
    marketplaces: Type.Array(MarketplaceKindShape),
    enabled: Type.Boolean(),
    phrases: Type.Array(Type.String()),
  },
  { additionalProperties: false },
)
export type StarterPhrases = Static<typeof StarterPhrases>
