import { isZone } from '../../lib/time.zone.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { recall } from '../../platform/settings-memory.ts'
import { filterWords, type LetterEnvironment, writtenAs } from './rules.filters.ts'
import { inWords } from './rules.findings.ts'
import { rank } from './rules.suggest.ts'
import type { Found } from './schema.findings.ts'
import type { RenderedLetter, TemplateSuggestion, TextPreview } from './schema.letters.ts'
import { type LetterLanguage, letterLanguages } from './schema.ts'
import {
  isVariable,
  type PreviewRequest,
  type SentValues,
  type TemplateValues,
  type TemplateVocabulary,
  variableNames,
  variables,
} from './schema.values.ts'
import { type FilledLetter, fill, type LetterSource } from './service.engine.ts'
import { faultsOfText } from './service.texts.ts'
import { searchWords } from './service.ts'
import * as texts from './store.texts.ts'
import * as store from './store.ts'

/** Which letter, for whom. */
export type WantedLetter = ({ readonly templateId: string } | { readonly key: string }) & {
  /** The buyer's language. Where the template has no text in it, English is given, then any other. */
  readonly language: string | null
  readonly values: TemplateValues
  /** IANA zone in which the buyer's dates are shown; UTC where not given. */
  readonly zone?: string | undefined
  readonly locale?: string | undefined
  /** False where the marketplace forbids links: the letter then says something else in their place. */
  readonly withLinks?: boolean | undefined
}

/** Fills a published letter. Refuses `templates.no-text` when the template has no published text at all. */
export async function renderTemplate(context: Context, wanted: WantedLetter): Promise<RenderedLetter> {
  const which = 'key' in wanted ? { key: wanted.key } : { id: wanted.templateId }
  const languages = [baseOf(wanted.language), 'en']
  const found = await recall(context, `templates.text ${JSON.stringify([which, languages])}`, () =>
    texts.publishedText(context.db, which, languages),
  )
  if (!found) {
    if ('key' in wanted) throw new Refusal('templates.no-text', { key: wanted.key })
    throw new Refusal('templates.not-found')
  }
  const environment = { language: found.language, locale: wanted.locale, zone: zoneOrRefuse(wanted.zone) }
  const filled = fill(found, wanted.values, environment, { withLinks: wanted.withLinks ?? true })
  return {
    templateId: found.templateId,
    versionId: found.versionId,
    key: found.key,
    title: found.title,
    language: found.language,
    ...parts(filled),
    findings: gapsOf(filled).map((gap) => inWords(gap, context.language)),
  }
}

/** The version that a letter of this key would be made from now; undefined when nothing of it is published. */
export const versionInUse = async (context: Context, key: string, language: string): Promise<string | undefined> =>
  (await texts.publishedText(context.db, { key }, [baseOf(language), 'en']))?.versionId

/** Every letter that may be sent, with the languages in which it is published: for whoever names letters by key. */
export const publishedLetters = (context: Context) => store.publishedTemplates(context.db)

/** What the composer needs to offer letters: those permitted here and published, the best first; all without a limit. */
export async function suggestTemplates(
  context: Context,
  occasion: {
    readonly kind?: string | null | undefined
    readonly subType?: string | null | undefined
    readonly stage?: string | null | undefined
    readonly language?: string | null | undefined
    readonly marketplaceKind?: string | null | undefined
    readonly search?: string | undefined
    readonly limit?: number
  },
): Promise<TemplateSuggestion[]> {
  const found = await store.listTemplates(context.db, {
    words: searchWords(occasion.search),
    status: 'in-use',
    ...(occasion.marketplaceKind && { marketplace: occasion.marketplaceKind }),
    limit: mostSearched,
  })
  const language = occasion.language ? baseOf(occasion.language) : null
  return rank(found, { kind: occasion.kind ?? null, subType: occasion.subType, stage: occasion.stage, language })
    .slice(0, occasion.limit)
    .map(({ template, fit, onTopic, language: speaks }) => {
      const known = template.figures.solved + template.figures.returned
      return {
        templateId: template.id,
        key: template.key,
        title: template.title,
        purpose: template.purpose,
        category: template.category,
        stage: template.stage,
        language: speaks,
        fit,
        onTopic,
        speaksBuyersLanguage: language === null || speaks === language,
        figures: template.figures,
        settledShare: known === 0 ? null : template.figures.solved / known,
      }
    })
}

const mostSearched = 1_000

/** A text as it stands in the editor, filled in; with what is wrong with it. */
export function previewText(
  context: Context,
  source: LetterSource,
  request: PreviewRequest & { readonly locale?: string },
): TextPreview {
  const values = { ...(request.fillSamples ? sampleValues : {}), ...knownValues(request.values ?? {}) }
  const zone = zoneOrRefuse(request.zone)
  const filled = fill(source, values, { language: request.language, locale: request.locale, zone })
  const findings = [...faultsOfText({ ...source, language: request.language }), ...gapsOf(filled)]
  return { ...parts(filled), findings: findings.map((found) => inWords(found, context.language)) }
}

/** A saved text, filled in: the open draft of the language, or the one in use. */
export async function previewTemplate(
  context: Context,
  templateId: string,
  request: PreviewRequest,
): Promise<TextPreview> {
  const current = await texts.currentTexts(context.db, templateId)
  const text = current.filter(({ language }) => language === request.language).at(-1)
  if (!text) throw new Refusal('templates.text-not-found')
  return previewText(context, text, request)
}

/** Every variable and filter a letter may use, with samples. */
export function vocabulary(): TemplateVocabulary {
  const english: LetterEnvironment = { language: 'en', zone: 'UTC' }
  return {
    filters: [...filterWords],
    variables: variableNames.map((name) => {
      const { type, sample, en, 'zh-CN': zh } = variables[name]
      const written = writtenAs(name)
      const shown = fill({ subject: null, body: written, meaning: '' }, { [name]: sample }, english)
      return { name, type, meaning: { en, 'zh-CN': zh }, write: written, sample: shown.text }
    }),
  }
}

/** Sent values under known names; others are no part of a letter. */
export function knownValues(sent: SentValues): TemplateValues {
  return Object.fromEntries(Object.entries(sent).filter(([name]) => isVariable(name)))
}

const sampleValues: TemplateValues = Object.fromEntries(variableNames.map((name) => [name, variables[name].sample]))

const parts = ({ text, subject, meaning, missing }: FilledLetter) => ({ text, subject, meaning, missing: [...missing] })

function gapsOf(filled: FilledLetter): Found[] {
  const nowhere = { field: 'letter', quote: '', start: 0, end: 0, severity: 'block' } as const
  return [
    ...filled.missing.map((name) => ({
      ...nowhere,
      code: 'variable.missing' as const,
      details: { name },
    })),
    ...filled.problems.map(({ detail, line }) => ({
      ...nowhere,
      code: 'template.syntax' as const,
      details: { detail, line: line ?? 1 },
    })),
  ]
}

/** The language of a tag: `en` of `en-GB`. */
function baseOf(tag: string | null): LetterLanguage {
  const base = (tag ?? 'en').slice(0, 2).toLowerCase()
  return letterLanguages.find((language) => language === base) ?? 'en'
}

function zoneOrRefuse(zone: string | undefined): string {
  if (zone === undefined) return 'UTC'
  if (!isZone(zone)) throw new Refusal('templates.unknown-zone', { zone })
  return zone
}
