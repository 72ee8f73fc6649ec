import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { Done, done, Id, PageQuery, problemAnswers, type Routes } from '../../platform/http.ts'
import {
  CleanupDays,
  CleanupFindingPage,
  CleanupLooks,
  CleanupRun,
  CleanupRunPage,
  Cleanups,
  Kind,
  NewCleanupRun,
} from './schema.ts'
import { askForLooks, exportFindings, listFindings } from './service.looks.ts'
import { askForRun } from './service.runs.ts'
import { changeDays, listCleanups, listRuns } from './service.ts'
import { askForUndo } from './service.undo.ts'

const OfKind = Type.Object({ kind: Kind })
const TheFile = Type.Unsafe<Readable>({ type: 'string', format: 'binary' })
const tags = ['cleanups']
const runs = { permission: 'cleanups.run' }

/** Invalid data: how much there is of each kind, what it is, cleaned away and brought back. */
export const routes: Routes = async (app) => {
  app.get(
    '/cleanups',
    {
      config: runs,
      schema: {
        operationId: 'listCleanups',
        tags,
        summary: 'Kinds of invalid data, how many there were at the last look, and the last cleanup of each',
        response: { 200: Cleanups, ...problemAnswers },
      },
    },
    async (request) => ({ items: await listCleanups(request.context) }),
  )
  app.post(
    '/cleanups/looks',
    {
      config: runs,
      schema: {
        operationId: 'lookForCleanups',
        tags,
        summary: 'Count invalid data of these kinds anew, after the answer; what is counted or cleaned up now is left',
        body: CleanupLooks,
        response: { 200: Done, ...problemAnswers },
      },
    },
    async (request) => {
      await askForLooks(request.context, request.body.kinds)
      return done
    },
  )
  app.put(
    '/cleanups/:kind/days',
    {
      config: runs,
      schema: {
        operationId: 'changeCleanupDays',
        tags,
        summary: 'Set how many days old invalid data of a kind must be, from the next look on',
        params: OfKind,
        body: CleanupDays,
        response: { 200: Done, ...problemAnswers },
      },
    },
    async (request) => {
      await changeDays(request.context, request.params.kind, request.body.days)
      return done
    },
  )
  app.get(
    '/cleanups/:kind/findings',
    {
      config: runs,
      schema: {
        operationId: 'listCleanupFindings',
        tags,
        summary: 'What the last look at a kind has found, each with its reason; names are masked where they must be',
        params: OfKind,
        querystring: PageQuery,
        response: { 200: CleanupFindingPage, ...problemAnswers },
      },
    },
    (request) => listFindings(request.context, request.params.kind, request.query),
  )
  app.get(
    '/cleanups/:kind/export',
    {
      config: { ...runs, perMinute: 20 },
      schema: {
        operationId: 'exportCleanupFindings',
        tags,
        summary: 'What the last look at a kind has found, as CSV, 100,000 at most; the export is recorded',
        params: OfKind,
        produces: ['text/csv'],
        response: { 200: TheFile, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const lines = await exportFindings(request.context, request.params.kind)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${request.params.kind}.csv"`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
        .send(Readable.from(lines))
    },
  )
  app.post(
    '/cleanups/:kind/runs',
    {
      config: runs,
      schema: {
        operationId: 'runCleanup',
        tags,
        summary: 'Clean away what was found of a kind, all or what is chosen, after the answer; the count is confirmed',
        params: OfKind,
        body: NewCleanupRun,
        response: { 200: CleanupRun, ...problemAnswers },
      },
    },
    (request) => askForRun(request.context, request.params.kind, request.body),
  )
  app.get(
    '/cleanup-runs',
    {
      config: runs,
      schema: {
        operationId: 'listCleanupRuns',
        tags,
        summary: 'What was cleaned away, by whom and when, the newest first',
        querystring: PageQuery,
        response: { 200: CleanupRunPage, ...problemAnswers },
      },
    },
    (request) => listRuns(request.context, request.query),
  )
  app.post(
    '/cleanup-runs/:id/undo',
    {
      config: runs,
      schema: {
        operationId: 'undoCleanup',
        tags,
        summary: 'Bring back what a cleanup took away, after the answer; within 30 days, where it can be undone',
        params: Type.Object({ id: Id }),
        response: { 200: CleanupRun, ...problemAnswers },
      },
    },
    (request) => askForUndo(request.context, request.params.id),
  )
}
