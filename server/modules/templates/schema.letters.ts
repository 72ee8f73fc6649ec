import { type Static, Type } from 'typebox'
import { Id, Nullable, Words } from '../../platform/http.ts'
import { Finding } from './schema.findings.ts'
import {
  LetterLanguageShape,
  MarketplaceKindShape,
  Template,
  TemplateText,
  TemplateWords,
  TextDraft,
  templateKinds,
  templateStages,
} from './schema.ts'
import { variableNames } from './schema.values.ts'

/** A letter filled in, as it would be sent; what is missing stays visible in it. */
export const RenderedLetter = Type.Object(
  {
    templateId: Id,
    versionId: Id,
    key: Type.String(),
    title: TemplateWords,
    language: LetterLanguageShape,
    text: Type.String(),
    subject: Nullable(Type.String()),
    meaning: Type.String({ description: 'The full sense in Chinese, filled in with the same values.' }),
    missing: Type.Array(Words(variableNames), { description: 'Variables without a value; they stand as {{ name }}.' }),
    findings: Type.Array(Finding),
  },
  { title: 'RenderedLetter' },
)
export type RenderedLetter = Static<typeof RenderedLetter>

/** A text that is being written, filled in with samples or with what is given. */
export const TextPreview = Type.Object(
  {
    text: Type.String(),
    subject: Nullable(Type.String()),
    meaning: Type.String(),
    missing: Type.Array(Words(variableNames)),
    findings: Type.Array(Finding),
  },
  { title: 'TemplateTextPreview' },
)
export type TextPreview = Static<typeof TextPreview>

const { subject, body, meaning } = TextDraft.properties
export const UnsavedText = Type.Object({ subject, body, meaning }, { additionalProperties: false })

export const SavedTextShape = Type.Object(
  { text: TemplateText, findings: Type.Array(Finding) },
  { title: 'SavedTemplateText' },
)

/** What a letter is wanted for. */
export const SuggestionQuery = Type.Object({
  kind: Type.Optional(Words(templateKinds)),
  subType: Type.Optional(Type.String({ maxLength: 60 })),
  stage: Type.Optional(Words(templateStages)),
  language: Type.Optional(LetterLanguageShape),
  marketplaceKind: Type.Optional(MarketplaceKindShape),
  search: Type.Optional(Type.String({ maxLength: 100 })),
  limit: Type.Integer({ minimum: 1, maximum: 50, default: 8 }),
})

/** A letter worth choosing here, with what came of it before. */
export const TemplateSuggestion = Type.Object(
  {
    templateId: Id,
    key: Template.properties.key,
    title: Template.properties.title,
    purpose: Template.properties.purpose,
    category: Template.properties.category,
    stage: Template.properties.stage,
    language: LetterLanguageShape,
    speaksBuyersLanguage: Type.Boolean(),
    fit: Type.Number({
      description: 'How well it fits topic, kind, stage and language, 0 to 78; letters with the same fit alike.',
    }),
    onTopic: Type.Boolean({ description: 'About what the buyer writes about, and not only fit for such a ticket.' }),
    figures: Template.properties.figures,
    settledShare: Nullable(
      Type.Number({ description: 'Share of letters that settled the matter, 0 to 1; null while none is known.' }),
    ),
  },
  { title: 'TemplateSuggestion' },
)
export type TemplateSuggestion = Static<typeof TemplateSuggestion>
