import { type Static, Type } from 'typebox'
import { Id, pageOf, Timestamp, Words } from '../../platform/http.ts'
import { phraseClasses } from './schema.findings.ts'
import { MarketplaceKindShape } from './schema.ts'

const phraseFields = {
  class: Words(phraseClasses, { title: 'PhraseClass' }),
  language: Type.String({
    pattern: '^(\\*|[a-z]{2})$',
    description: 'The language it belongs to, or * for every one.',
  }),
  marketplaces: Type.Array(MarketplaceKindShape, { uniqueItems: true, description: 'Empty: everywhere.' }),
  pattern: Type.String({
    minLength: 2,
    maxLength: 200,
    description: 'Plain words; * ends a word openly, (a|b) is one of several, … stands for up to four words.',
  }),
  enabled: Type.Boolean(),
  note: Type.String({ maxLength: 300 }),
}

/** Words that the check before sending looks for, or a host that it lets pass. */
export const Phrase = Type.Object(
  { id: Id, ...phraseFields, shipped: Type.Boolean(), createdAt: Timestamp },
  { title: 'Phrase' },
)
export type Phrase = Static<typeof Phrase>

export const NewPhrase = Type.Object(
  {
    class: phraseFields.class,
    language: phraseFields.language,
    pattern: phraseFields.pattern,
    marketplaces: Type.Optional(phraseFields.marketplaces),
    enabled: Type.Optional(phraseFields.enabled),
    note: Type.Optional(phraseFields.note),
  },
  { title: 'NewPhrase', additionalProperties: false },
)
export type NewPhrase = Static<typeof NewPhrase>

export const PhraseChange = Type.Partial(
  Type.Object({
    marketplaces: phraseFields.marketplaces,
    pattern: phraseFields.pattern,
    enabled: phraseFields.enabled,
    note: phraseFields.note,
  }),
  { title: 'PhraseChange', additionalProperties: false, minProperties: 1 },
)
export type PhraseChange = Static<typeof PhraseChange>

export const PhraseQuery = Type.Object({
  class: Type.Optional(phraseFields.class),
  language: Type.Optional(phraseFields.language),
  search: Type.Optional(Type.String({ maxLength: 100 })),
  after: Type.Optional(Type.String({ maxLength: 300 })),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 100 }),
})
export type PhraseQuery = Static<typeof PhraseQuery>

export const PhrasePage = pageOf(Phrase, 'PhrasePage')
