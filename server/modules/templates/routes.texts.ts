import { Type } from 'typebox'
import { Done, done, Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { SavedTextShape } from './schema.letters.ts'
import { LetterLanguageShape, TemplateText, TextDraft, textLimits } from './schema.ts'
import { discardText, publishText, returnText, submitText, textHistory, writeText } from './service.texts.ts'

const Params = Type.Object({ id: Id, language: LetterLanguageShape })
const Remark = Type.Object(
  { note: Type.String({ minLength: 1, maxLength: textLimits.note }) },
  { additionalProperties: false },
)
const read = { config: { permission: 'templates.read' } } as const
const write = { config: { permission: 'templates.write' } } as const
const publish = { config: { permission: 'templates.publish' } } as const
const tags = ['templates']

/** The texts of a template: written, reviewed, published, one language at a time. */
export const textRoutes: Routes = async (app) => {
  const moved = { params: Params, response: { 200: SavedTextShape, ...problemAnswers } }
  app.get(
    '/templates/:id/texts/:language/versions',
    {
      ...read,
      schema: {
        operationId: 'listTemplateVersions',
        tags,
        summary: 'Every version of one language, newest first',
        params: Params,
        response: { 200: Type.Array(TemplateText), ...problemAnswers },
      },
    },
    ({ context, params }) => textHistory(context, params.id, params.language),
  )
  app.put(
    '/templates/:id/texts/:language',
    {
      ...write,
      schema: {
        operationId: 'writeTemplateText',
        tags,
        summary: 'Save a draft; the text in use stays in use',
        body: TextDraft,
        ...moved,
      },
    },
    ({ context, params, body }) => writeText(context, params.id, params.language, body),
  )
  app.delete(
    '/templates/:id/texts/:language',
    {
      ...write,
      schema: {
        operationId: 'discardTemplateText',
        tags,
        summary: 'Throw the open draft away',
        params: Params,
        response: { 200: Done, ...problemAnswers },
      },
    },
    async ({ context, params }) => {
      await discardText(context, params.id, params.language)
      return done
    },
  )
  app.post(
    '/templates/:id/texts/:language/review',
    {
      ...write,
      schema: { operationId: 'submitTemplateText', tags, summary: 'Ask a second person to look at it', ...moved },
    },
    ({ context, params }) => submitText(context, params.id, params.language),
  )
  app.post(
    '/templates/:id/texts/:language/return',
    {
      ...publish,
      schema: {
        operationId: 'returnTemplateText',
        tags,
        summary: 'Send a reviewed text back with a remark',
        body: Remark,
        ...moved,
      },
    },
    ({ context, params, body }) => returnText(context, params.id, params.language, body.note),
  )
  app.post(
    '/templates/:id/texts/:language/publish',
    { ...publish, schema: { operationId: 'publishTemplateText', tags, summary: 'Put the draft into use', ...moved } },
    ({ context, params }) => publishText(context, params.id, params.language),
  )
}
