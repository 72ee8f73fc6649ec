import { Type } from 'typebox'
import { Refusal } from '../../platform/errors.ts'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { CurrencyCode } from '../products/index.ts'
import { ConvertedMoney, CurrencyRatePage, CurrencyRates, RateCoverage, RateQuery, RatesRead } from './schema.rates.ts'
import { Recorded } from './schema.ts'
import { listRates, rateCoverage, recordRateFile, sendRates } from './service.rates.ts'
import { showMoneyIn } from './service.ts'

const tags = ['orders']
const reads = { permission: 'orders.read' }
const writes = { permission: 'orders.write' }
/** The whole history of the European Central Bank is 1.3 MB. */
const mostBytes = 10_000_000

/** What currencies were worth in each other, day by day. */
export const rateRoutes: Routes = async (app) => {
  app.get(
    '/currency-rates',
    {
      config: reads,
      schema: {
        operationId: 'listCurrencyRates',
        tags,
        summary: 'Rates of currencies, the latest first',
        querystring: RateQuery,
        response: { 200: CurrencyRatePage, ...problemAnswers },
      },
    },
    (request) => listRates(request.context, request.query),
  )
  app.get(
    '/currency-rates/coverage',
    {
      config: reads,
      schema: {
        operationId: 'readRateCoverage',
        tags,
        summary: 'How far the rates of each pair reach over the last 366 days, and where they have gaps',
        response: { 200: Type.Array(RateCoverage), ...problemAnswers },
      },
    },
    (request) => rateCoverage(request.context),
  )
  app.post(
    '/currency-rates/rows',
    {
      config: writes,
      schema: {
        operationId: 'recordCurrencyRates',
        tags,
        summary: 'Record rates; of a day and pair that is known the new one stands, the same again changes nothing',
        body: CurrencyRates,
        response: { 200: Recorded, ...problemAnswers },
      },
    },
    (request) => sendRates(request.context, request.body.rows),
  )
  app.post(
    '/currency-rates/file',
    {
      config: { ...writes, perMinute: 30 },
      schema: {
        operationId: 'recordRateFile',
        tags,
        summary:
          'Record the rates of a file (multipart, field "file"): eurofxref-hist.csv of the ECB, or the columns day, from, to, rate',
        consumes: ['multipart/form-data'],
        querystring: Type.Object({
          since: Type.String({ format: 'date', default: '2000-01-01', description: 'Days before are left out.' }),
        }),
        response: { 200: RatesRead, ...problemAnswers },
      },
    },
    async (request) => {
      const part = await request.file({ limits: { fileSize: mostBytes, files: 1 } })
      if (!part) throw new Refusal('orders.no-rates')
      const text = (await part.toBuffer()).toString('utf8')
      return recordRateFile(request.context, text, request.query.since)
    },
  )
  app.get(
    '/orders/:id/money-in',
    {
      config: reads,
      schema: {
        operationId: 'readOrderMoneyIn',
        tags,
        summary: 'What an order came to in one currency, by the rates of its day; what has no rate is named',
        params: Type.Object({ id: Id }),
        querystring: Type.Object({ currency: CurrencyCode }),
        response: { 200: ConvertedMoney, ...problemAnswers },
      },
    },
    (request) => showMoneyIn(request.context, request.params.id, request.query.currency),
  )
}
