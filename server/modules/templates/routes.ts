import { Type } from 'typebox'
import { Id, pageOf, problemAnswers, type Routes } from '../../platform/http.ts'
import { RenderedLetter, SuggestionQuery, TemplateSuggestion, TextPreview, UnsavedText } from './schema.letters.ts'
import {
  LetterLanguageShape,
  NewTemplate,
  Template,
  TemplateChange,
  TemplateDetail,
  TemplateKey,
  TemplateQuery,
} from './schema.ts'
import { PreviewRequest, SentValues, TemplateVocabulary } from './schema.values.ts'
import {
  knownValues,
  previewTemplate,
  previewText,
  renderTemplate,
  suggestTemplates,
  vocabulary,
} from './service.letters.ts'
import {
  changeTemplate,
  createTemplate,
  listTemplates,
  readTemplate,
  restoreTemplate,
  retireTemplate,
} from './service.ts'

const Params = Type.Object({ id: Id })
const read = { config: { permission: 'templates.read' } } as const
const write = { config: { permission: 'templates.write' } } as const
const publish = { config: { permission: 'templates.publish' } } as const
const use = { config: { permission: 'templates.use' } } as const
const tags = ['templates']

const RenderRequest = Type.Object(
  {
    key: TemplateKey,
    language: LetterLanguageShape,
    values: SentValues,
    zone: Type.Optional(Type.String({ maxLength: 60 })),
    locale: Type.Optional(PreviewRequest.properties.locale),
  },
  { title: 'TemplateRenderRequest', additionalProperties: false },
)
const UnsavedPreview = Type.Object(
  { ...UnsavedText.properties, ...PreviewRequest.properties },
  { title: 'UnsavedTextPreviewRequest', additionalProperties: false },
)

/** The templates, and the letters made from them. */
export const templateRoutes: Routes = async (app) => {
  const one = { params: Params, response: { 200: TemplateDetail, ...problemAnswers } }
  app.get(
    '/templates',
    {
      ...read,
      schema: {
        operationId: 'listTemplates',
        tags,
        summary: 'Templates by key; search in title, key, purpose and topics',
        querystring: TemplateQuery,
        response: { 200: pageOf(Template, 'TemplatePage'), ...problemAnswers },
      },
    },
    (request) => listTemplates(request.context, request.query),
  )
  app.post(
    '/templates',
    {
      ...write,
      schema: {
        operationId: 'createTemplate',
        tags,
        summary: 'Add a template; its texts are written next',
        body: NewTemplate,
        response: { 201: TemplateDetail, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return createTemplate(request.context, request.body)
    },
  )
  app.get(
    '/templates/:id',
    { ...read, schema: { operationId: 'readTemplate', tags, summary: 'One template with its current texts', ...one } },
    (request) => readTemplate(request.context, request.params.id),
  )
  app.patch(
    '/templates/:id',
    {
      ...write,
      schema: {
        operationId: 'changeTemplate',
        tags,
        summary: 'Change what a template is for',
        body: TemplateChange,
        ...one,
      },
    },
    (request) => changeTemplate(request.context, request.params.id, request.body),
  )
  app.post(
    '/templates/:id/retire',
    { ...publish, schema: { operationId: 'retireTemplate', tags, summary: 'Take a template out of use', ...one } },
    (request) => retireTemplate(request.context, request.params.id),
  )
  app.post(
    '/templates/:id/restore',
    { ...publish, schema: { operationId: 'restoreTemplate', tags, summary: 'Bring a retired template back', ...one } },
    (request) => restoreTemplate(request.context, request.params.id),
  )
  app.post(
    '/templates/:id/preview',
    {
      ...read,
      schema: {
        operationId: 'previewTemplate',
        tags,
        summary: 'A saved text filled in: the draft of the language, or the text in use',
        params: Params,
        body: PreviewRequest,
        response: { 200: TextPreview, ...problemAnswers },
      },
    },
    (request) => previewTemplate(request.context, request.params.id, request.body),
  )
  app.post(
    '/template-previews',
    {
      ...read,
      schema: {
        operationId: 'previewTemplateText',
        tags,
        summary: 'A text that is being written, filled in, with what is wrong with it',
        body: UnsavedPreview,
        response: { 200: TextPreview, ...problemAnswers },
      },
    },
    ({ context, body: { subject, body, meaning, ...request } }) =>
      previewText(context, { subject, body, meaning }, request),
  )
  app.get(
    '/template-vocabulary',
    {
      ...read,
      schema: {
        operationId: 'readTemplateVocabulary',
        tags,
        summary: 'The variables and filters that a letter may use; there are no others',
        response: { 200: TemplateVocabulary, ...problemAnswers },
      },
    },
    () => vocabulary(),
  )
  app.get(
    '/template-suggestions',
    {
      ...use,
      schema: {
        operationId: 'suggestTemplates',
        tags,
        summary: 'Letters that fit an occasion, best first',
        querystring: SuggestionQuery,
        response: { 200: Type.Array(TemplateSuggestion), ...problemAnswers },
      },
    },
    (request) => suggestTemplates(request.context, request.query),
  )
  app.post(
    '/template-letters',
    {
      ...use,
      schema: {
        operationId: 'renderTemplate',
        tags,
        summary: 'A published letter filled in; what is missing is named, never blank',
        body: RenderRequest,
        response: { 200: RenderedLetter, ...problemAnswers },
      },
    },
    ({ context, body: { values, ...wanted } }) => renderTemplate(context, { ...wanted, values: knownValues(values) }),
  )
}
