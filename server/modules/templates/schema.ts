import { type Static, Type } from 'typebox'
import { Id, Nullable, Timestamp, Words } from '../../platform/http.ts'
import type { MarketplaceKind } from '../stores/index.ts'

export const permissions = ['templates.read', 'templates.use', 'templates.write', 'templates.publish'] as const

/** The languages that letters are written in. Not the language of the screen. */
export const letterLanguages = ['en', 'de', 'fr', 'it', 'es', 'ja', 'nl', 'pl', 'sv', 'pt', 'zh'] as const
export type LetterLanguage = (typeof letterLanguages)[number]

/** The kinds of ticket that a template may serve (PRODUCT.md "The desk"). */
export const templateKinds = ['inquiry', 'order', 'return', 'complaint', 'claim', 'review', 'appeal'] as const
export type TemplateKind = (typeof templateKinds)[number]

/** Where in the flow of a ticket a letter belongs. */
export const templateStages = ['acknowledge', 'investigate', 'answer', 'follow-up', 'close'] as const
export type TemplateStage = (typeof templateStages)[number]

/** The groups under which the letters stand on the screen. */
export const templateCategories = [
  'acknowledge',
  'order',
  'delivery',
  'product',
  'apology',
  'investigation',
  'progress',
  'solution',
  'refund',
  'item',
  'return',
  'claim',
  'review',
  'closing',
] as const
export type TemplateCategory = (typeof templateCategories)[number]

const marketplaceKinds = ['amazon', 'ebay', 'own-shop'] as const satisfies readonly MarketplaceKind[]

/** What must go along with a letter when its text speaks of it. */
export const expectedAttachments = ['label', 'invoice'] as const

/** The life of one text: written, looked at by a second person, used, replaced or withdrawn. */
export const textStatuses = ['draft', 'review', 'published', 'retired'] as const
export type TextStatus = (typeof textStatuses)[number]

export const LetterLanguageShape = Words(letterLanguages, { title: 'LetterLanguage' })
const KindShape = Words(templateKinds, { title: 'TemplateKind' })
const StageShape = Words(templateStages, { title: 'TemplateStage' })
const CategoryShape = Words(templateCategories, { title: 'TemplateCategory' })
const StatusShape = Words(textStatuses, { title: 'TemplateTextStatus' })
export const MarketplaceKindShape = Words(marketplaceKinds)

/** A title or a purpose in both languages of the screen. */
export const TemplateWords = Type.Object(
  {
    en: Type.String({ minLength: 1, maxLength: 400, pattern: '\\S' }),
    'zh-CN': Type.String({ minLength: 1, maxLength: 400, pattern: '\\S' }),
  },
  { title: 'TemplateWords', additionalProperties: false },
)
export type TemplateWords = Static<typeof TemplateWords>

export const TemplateKey = Type.String({
  pattern: '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$',
  maxLength: 60,
  description: 'How procedures, policies and the interface name the letter: return.letter-1.',
})

const templateFields = {
  title: TemplateWords,
  purpose: TemplateWords,
  kinds: Type.Array(KindShape, { minItems: 1, uniqueItems: true }),
  topics: Type.Array(Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }), {
    maxItems: 12,
    uniqueItems: true,
    description: 'What the buyer writes about, for suggestions: tracking, damaged, invoice. `any` fits everything.',
  }),
  stage: StageShape,
  category: CategoryShape,
  marketplaces: Type.Array(MarketplaceKindShape, {
    minItems: 1,
    uniqueItems: true,
    description: 'The kinds of marketplace where the letter may be sent.',
  }),
  proactive: Type.Boolean({ description: 'Whether it may open a thread; where false it may only answer the buyer.' }),
  attachment: Nullable(Words(expectedAttachments)),
}

/** How often a text was sent and what came of it. */
export const TemplateFigures = Type.Object(
  {
    uses: Type.Integer(),
    edited: Type.Integer({ description: 'Of these, sent with a free edit.' }),
    solved: Type.Integer({ description: 'Settled the ticket.' }),
    returned: Type.Integer({ description: 'The buyer came back unsatisfied.' }),
    rated: Type.Integer(),
    rating: Nullable(Type.Number({ description: 'Mean satisfaction, 1 to 5.' })),
  },
  { title: 'TemplateFigures' },
)
export type TemplateFigures = Static<typeof TemplateFigures>

/** Where one language of a template stands. */
export const LanguageState = Type.Object(
  {
    language: LetterLanguageShape,
    published: Nullable(Type.Integer({ description: 'The number of the version in use.' })),
    open: Nullable(Type.Object({ number: Type.Integer(), status: Words(['draft', 'review']) })),
  },
  { title: 'TemplateLanguageState' },
)
export type LanguageState = Static<typeof LanguageState>

export const Template = Type.Object(
  {
    id: Id,
    key: TemplateKey,
    ...templateFields,
    languages: Type.Array(LanguageState),
    figures: TemplateFigures,
    shipped: Type.Boolean({ description: 'Came with Amends.' }),
    broughtAt: Nullable(Type.Unsafe<Date>({ ...Timestamp, description: 'When an update of Amends brought it.' })),
    retiredAt: Nullable(Timestamp),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  },
  { title: 'Template' },
)
export type Template = Static<typeof Template>

export const NewTemplate = Type.Object(
  {
    key: TemplateKey,
    ...templateFields,
    attachment: Type.Optional(templateFields.attachment),
    topics: Type.Optional(templateFields.topics),
    proactive: Type.Optional(templateFields.proactive),
  },
  { title: 'NewTemplate', additionalProperties: false },
)
export type NewTemplate = Static<typeof NewTemplate>

export const TemplateChange = Type.Partial(Type.Object(templateFields), {
  title: 'TemplateChange',
  additionalProperties: false,
  minProperties: 1,
})
export type TemplateChange = Static<typeof TemplateChange>

export const TemplateQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 100, description: 'In title, key, purpose and topics.' })),
  kind: Type.Optional(KindShape),
  category: Type.Optional(CategoryShape),
  language: Type.Optional(LetterLanguageShape),
  marketplace: Type.Optional(MarketplaceKindShape),
  status: Type.Optional(Words(['in-use', 'unpublished', 'retired'], { title: 'TemplateState' })),
  after: Type.Optional(Type.String({ maxLength: 300 })),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 100 }),
})
export type TemplateQuery = Static<typeof TemplateQuery>

/** Limits of one text: room for any letter, far below what would hurt. */
export const textLimits = { subject: 200, body: 20_000, meaning: 20_000, note: 500 } as const

/** What a person writes for one language. */
export const TextDraft = Type.Object(
  {
    subject: Nullable(Type.String({ maxLength: textLimits.subject, pattern: '^[^\\r\\n]*$' })),
    body: Type.String({ minLength: 1, maxLength: textLimits.body, pattern: '\\S' }),
    meaning: Type.String({
      maxLength: textLimits.meaning,
      description: 'The full sense in Chinese, shown beside the letter.',
    }),
    note: Type.Optional(Type.String({ maxLength: textLimits.note, description: 'What was changed and why.' })),
    basedOn: Type.Optional(
      Nullable(
        Type.Integer({ description: 'The number that was on the screen; another one in between is a conflict.' }),
      ),
    ),
  },
  { title: 'TemplateTextDraft', additionalProperties: false },
)
export type TextDraft = Static<typeof TextDraft>

/** One version of one language's text. */
export const TemplateText = Type.Object(
  {
    id: Id,
    templateId: Id,
    language: LetterLanguageShape,
    number: Type.Integer(),
    status: StatusShape,
    subject: Nullable(Type.String()),
    body: Type.String(),
    meaning: Type.String(),
    note: Type.String(),
    variables: Type.Array(Type.String(), { description: 'The variables that the text uses.' }),
    createdBy: Nullable(Id),
    createdAt: Timestamp,
    publishedBy: Nullable(Id),
    publishedAt: Nullable(Timestamp),
    figures: TemplateFigures,
  },
  { title: 'TemplateText' },
)
export type TemplateText = Static<typeof TemplateText>

/** A template with the texts that matter now: per language the published one and the open draft. */
export const TemplateDetail = Type.Object(
  { ...Template.properties, texts: Type.Array(TemplateText) },
  { title: 'TemplateDetail' },
)
export type TemplateDetail = Static<typeof TemplateDetail>
