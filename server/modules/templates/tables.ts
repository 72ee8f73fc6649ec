import type { Generated } from 'kysely'
import type { PhraseClass } from './schema.findings.ts'
import type { LetterLanguage, Template, TemplateCategory, TemplateKind, TemplateStage, TextStatus } from './schema.ts'

export interface TemplateTables {
  templates: {
    workspace_id: Generated<string>
    id: string
    key: string
    title_zh: string
    title_en: string
    purpose_zh: string
    purpose_en: string
    kinds: TemplateKind[]
    topics: string[]
    stage: TemplateStage
    category: TemplateCategory
    marketplaces: Template['marketplaces']
    proactive: boolean
    attachment: Template['attachment']
    shipped: boolean
    search_text: string
    brought_at: Date | null
    retired_at: Date | null
    created_at: Date
    updated_at: Date
  }
  starter_letters_brought: { workspace_id: Generated<string>; key: string; brought_at: Date }
  template_texts: {
    workspace_id: Generated<string>
    id: string
    template_id: string
    language: LetterLanguage
    number: number
    status: TextStatus
    subject: string | null
    body: string
    meaning: string
    variables: string[]
    note: string
    created_by: string | null
    created_at: Date
    published_by: string | null
    published_at: Date | null
  }
  template_counts: {
    workspace_id: Generated<string>
    text_id: string
    month: string
    slot: number
    uses: Generated<number>
    edited: Generated<number>
    solved: Generated<number>
    returned: Generated<number>
    rated: Generated<number>
    rating_sum: Generated<number>
  }
  phrases: {
    workspace_id: Generated<string>
    id: string
    class: PhraseClass
    language: string
    marketplaces: Template['marketplaces']
    pattern: string
    enabled: boolean
    shipped: boolean
    note: string
    created_by: string | null
    created_at: Date
  }
}
