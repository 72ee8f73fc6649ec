import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { problemAnswers, type Routes } from '../../platform/http.ts'
import { SuggestionPage, SuggestionQuery } from './schema.ts'
import { exportSuggestions, listSuggestions } from './service.suggestions.ts'

const tags = ['followups']
const TheFile = Type.Unsafe<Readable>({ type: 'string', format: 'binary' })
const Search = Type.Object({ search: Type.Optional(Type.String({ maxLength: 200 })) })

/** What customers suggested when they were followed up. */
export const suggestionRoutes: Routes = async (app) => {
  app.get(
    '/suggestions',
    {
      config: { permission: 'followups.read' },
      schema: {
        operationId: 'listSuggestions',
        tags,
        summary: 'What customers suggested, newest first; search by words',
        querystring: SuggestionQuery,
        response: { 200: SuggestionPage, ...problemAnswers },
      },
    },
    (request) => listSuggestions(request.context, request.query),
  )
  app.get(
    '/suggestions/export',
    {
      config: { permission: 'followups.read', perMinute: 20 },
      schema: {
        operationId: 'exportSuggestions',
        tags,
        summary: 'The suggestions as CSV, 100,000 at most; the export is recorded',
        querystring: Search,
        produces: ['text/csv'],
        response: { 200: TheFile, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const lines = await exportSuggestions(request.context, request.query.search ?? '')
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="suggestions.csv"')
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
        .send(Readable.from(lines))
    },
  )
}
