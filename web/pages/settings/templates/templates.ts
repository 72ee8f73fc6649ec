import { queryOptions } from '@tanstack/react-query'
import { answered, api, changesNothing, type Schemas } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'

export type Template = Schemas['Template']
export type TemplateDetail = Schemas['TemplateDetail']
export type TemplateText = Schemas['TemplateText']
export type Finding = Schemas['Finding']
export type LetterLanguage = Schemas['LetterLanguage']
export type Category = Template['category']

export const letterLanguages = ['en', 'de', 'fr', 'it', 'es', 'ja', 'nl', 'pl', 'sv', 'pt', 'zh'] as const
export const kinds = ['inquiry', 'order', 'return', 'complaint', 'claim', 'review', 'appeal'] as const
export const stages = ['acknowledge', 'investigate', 'answer', 'follow-up', 'close'] as const
export const marketplaceKinds = ['amazon', 'ebay', 'own-shop'] as const
export const categories = [
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
] as const satisfies readonly Category[]

export type State = 'all' | 'new' | 'in-use' | 'unpublished' | 'retired'
export const states = ['all', 'new', 'in-use', 'unpublished', 'retired'] as const

/** Every template, the retired ones too: a few hundred at most, so they are searched and grouped here. */
export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async () => [...(await everyTemplate({})), ...(await everyTemplate({ status: 'retired' }))],
})

async function everyTemplate(narrow: { status?: 'retired' }): Promise<Template[]> {
  const found: Template[] = []
  let after: string | null = null
  do {
    const query = { limit: 200, ...narrow, ...(after && { after }) }
    const page: Schemas['TemplatePage'] = await answered(api.GET('/api/templates', { params: { query } }))
    found.push(...page.items)
    after = page.next
  } while (after)
  return found
}

export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', id],
    queryFn: () => answered(api.GET('/api/templates/{id}', { params: { path: { id } } })),
  })

export const historyQuery = (id: string, language: LetterLanguage) =>
  queryOptions({
    queryKey: ['templates', id, 'versions', language],
    queryFn: () =>
      answered(api.GET('/api/templates/{id}/texts/{language}/versions', { params: { path: { id, language } } })),
  })

export const vocabularyQuery = queryOptions({
  queryKey: ['template-vocabulary'],
  queryFn: () => answered(api.GET('/api/template-vocabulary')),
  staleTime: Number.POSITIVE_INFINITY,
})

/** What is being written in one language. */
export interface WrittenText {
  readonly subject: string
  readonly body: string
  readonly meaning: string
}

/** The text as it would reach the buyer, with what is wrong with it. */
export const previewQuery = (written: WrittenText, language: LetterLanguage) =>
  queryOptions({
    queryKey: ['template-preview', language, written],
    queryFn: () =>
      answered(
        api.POST('/api/template-previews', {
          body: { ...written, subject: written.subject || null, language, fillSamples: true, zone: 'UTC' },
          headers: changesNothing,
        }),
      ),
    placeholderData: (before: Schemas['TemplateTextPreview'] | undefined) => before,
    gcTime: 60_000,
  })

/** Reads again what a change of templates bears on. */
export const renewTemplates = () => queries.invalidateQueries({ queryKey: ['templates'] })

/** The state of a template as a whole. */
export function stateOf(template: Template): Exclude<State, 'all' | 'new'> {
  if (template.retiredAt) return 'retired'
  return template.languages.some(({ published }) => published !== null) ? 'in-use' : 'unpublished'
}

/** How long a letter that an update brought is shown as new, in milliseconds: a month of looking in now and then. */
const newFor = 30 * 86_400_000

/** Whether an update has brought a letter lately; one that was taken out of use has been seen. */
export const isNew = ({ broughtAt, retiredAt }: Pick<Template, 'broughtAt' | 'retiredAt'>, now: number): boolean =>
  broughtAt !== null && retiredAt === null && now - Date.parse(broughtAt) < newFor

/** The share of letters that settled the matter; null while none is known. */
export function settledShare({ figures }: Pick<Template, 'figures'>): number | null {
  const known = figures.solved + figures.returned
  return known === 0 ? null : figures.solved / known
}
