import type { Readable } from 'node:stream'
import { Type } from 'typebox'
import { problemAnswers, type Routes } from '../../platform/http.ts'
import { RefundsToTell } from './schema.board.ts'
import { FeedOrder, RequestParams } from './schema.decisions.ts'
import { LimitsChange, RefundFile, ReturnSettings, StoreParams, TermsChange } from './schema.settings.ts'
import { countRefundsToTell } from './service.list.ts'
import { openPhoto, takeFeed } from './service.parcels.ts'
import { changeLimits, changeTerms, showSettings } from './service.settings.ts'

const tags = ['returns']
const reads = { permission: 'returns.read' }

/** Pictures that a browser may show in place; all else is a download, whatever it claims to be (ENGINEERING S10). */
const shown = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** The bytes as they are. */
const TheFile = Type.Unsafe<Readable>({ type: 'string', format: 'binary' })

/** What returns are settled by, and the files that they bring. */
export const settingsRoutes: Routes = async (app) => {
  app.get(
    '/returns/:id/photos/:at',
    {
      config: reads,
      schema: {
        operationId: 'readReturnPhoto',
        tags,
        summary: 'A picture of what came back',
        produces: ['application/octet-stream'],
        params: Type.Object({ ...RequestParams.properties, at: Type.Integer({ minimum: 0, maximum: 1_000 }) }),
        response: { 200: TheFile, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const photo = await openPhoto(request.context, request.params.id, request.params.at)
      const isShown = shown.has(photo.contentType)
      return reply
        .type(isShown ? photo.contentType : 'application/octet-stream')
        .header('content-length', photo.size)
        .header(
          'content-disposition',
          `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(photo.filename)}`,
        )
        .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
        .header('x-content-type-options', 'nosniff')
        .send(photo.stream)
    },
  )
  app.get(
    '/return-refund-files',
    {
      config: reads,
      schema: {
        operationId: 'countReturnRefundsToTell',
        tags,
        summary: 'Of how many refunds of each store Amazon has not been told yet',
        response: { 200: RefundsToTell, ...problemAnswers },
      },
    },
    (request) => countRefundsToTell(request.context),
  )
  app.post(
    '/return-refund-files',
    {
      config: { permission: 'returns.approve' },
      schema: {
        operationId: 'takeReturnRefundFile',
        tags,
        summary: 'Refunds of a store that Amazon has not been told of yet, as its payment adjustment file',
        body: Type.Optional(FeedOrder),
        response: { 200: RefundFile, ...problemAnswers },
      },
    },
    (request) => takeFeed(request.context, request.body ?? {}),
  )
  app.get(
    '/return-settings',
    {
      config: reads,
      schema: {
        operationId: 'readReturnSettings',
        tags,
        summary: 'Where returns of each store go, what they cost by rule, and up to which cost each role decides alone',
        response: { 200: ReturnSettings, ...problemAnswers },
      },
    },
    (request) => showSettings(request.context),
  )
  app.put(
    '/return-settings/terms/:storeId',
    {
      config: { permission: 'returns.write' },
      schema: {
        operationId: 'changeReturnTerms',
        tags,
        summary: 'Set where returns of a store go and what they cost by rule',
        params: StoreParams,
        body: TermsChange,
        response: { 200: ReturnSettings, ...problemAnswers },
      },
    },
    (request) => changeTerms(request.context, request.params.storeId, request.body),
  )
  app.put(
    '/return-settings/limits',
    {
      config: { permission: 'returns.write' },
      schema: {
        operationId: 'changeReturnLimits',
        tags,
        summary: 'Set up to which cost each role decides alone',
        body: LimitsChange,
        response: { 200: ReturnSettings, ...problemAnswers },
      },
    },
    (request) => changeLimits(request.context, request.body),
  )
}
