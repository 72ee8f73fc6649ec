import { Type } from 'typebox'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { CutQuery, LineQuery, LossCuts, LossRate, RateQuery } from './schema.figures.ts'
import { LossSettings } from './schema.settings.ts'
import { Correction, LossLine, LossLinePage } from './schema.ts'
import { lossCuts, returnLossRate } from './service.figures.ts'
import { bookingLines, correctBooking, lossFile, lossLines } from './service.lines.ts'
import { changeSettings, settingsOf } from './service.settings.ts'

const tags = ['losses']
const reads = { permission: 'losses.read' }
const BookingLines = Type.Object({ items: Type.Array(LossLine) }, { title: 'LossBookingLines' })

/** What returns cost: the rate, the ledger behind it, and what puts it right. */
export const routes: Routes = async (app) => {
  app.get(
    '/loss-rate',
    {
      config: reads,
      schema: {
        operationId: 'readLossRate',
        tags,
        summary: 'The return loss rate of a period by day, week or month, with and without reasons of quality',
        querystring: RateQuery,
        response: { 200: LossRate, ...problemAnswers },
      },
    },
    (request) => returnLossRate(request.context, request.query),
  )
  app.get(
    '/loss-rate/cuts',
    {
      config: reads,
      schema: {
        operationId: 'readLossCuts',
        tags,
        summary: 'The same by store, marketplace, category, SKU, reason, fault or policy version; never by person',
        querystring: CutQuery,
        response: { 200: LossCuts, ...problemAnswers },
      },
    },
    (request) => lossCuts(request.context, request.query),
  )
  app.get(
    '/loss-lines',
    {
      config: reads,
      schema: {
        operationId: 'listLossLines',
        tags,
        summary: 'The ledger behind a figure, the latest day first',
        querystring: LineQuery,
        response: { 200: LossLinePage, ...problemAnswers },
      },
    },
    (request) => lossLines(request.context, request.query),
  )
  app.get(
    '/loss-lines/file',
    {
      config: reads,
      schema: {
        operationId: 'downloadLossLines',
        tags,
        summary: 'The ledger behind a figure as a CSV file, at most 50,000 lines',
        produces: ['text/csv'],
        querystring: LineQuery,
        response: { 200: Type.String(), ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="loss-lines.csv"')
      return lossFile(request.context, request.query)
    },
  )
  app.get(
    '/loss-bookings/:id',
    {
      config: reads,
      schema: {
        operationId: 'readLossBooking',
        tags,
        summary: 'The lines of a booking, with those that take it back',
        params: Type.Object({ id: Id }),
        response: { 200: BookingLines, ...problemAnswers },
      },
    },
    (request) => bookingLines(request.context, request.params.id),
  )
  app.post(
    '/loss-bookings/:id/reversal',
    {
      config: { permission: 'losses.correct' },
      schema: {
        operationId: 'reverseLossBooking',
        tags,
        summary: 'Take a booking back by its opposite, with a reason; nothing is deleted',
        params: Type.Object({ id: Id }),
        body: Correction,
        response: { 201: BookingLines, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return correctBooking(request.context, request.params.id, request.body.reason)
    },
  )
  app.get(
    '/loss-settings',
    {
      config: reads,
      schema: {
        operationId: 'readLossSettings',
        tags,
        summary: 'From which rate on it alarms, by category, and by which day a figure counts',
        response: { 200: LossSettings, ...problemAnswers },
      },
    },
    (request) => settingsOf(request.context),
  )
  app.put(
    '/loss-settings',
    {
      config: { permission: 'losses.write' },
      schema: {
        operationId: 'changeLossSettings',
        tags,
        summary: 'Set alarm levels and the basis; they hold at once, for every period',
        body: LossSettings,
        response: { 200: LossSettings, ...problemAnswers },
      },
    },
    (request) => changeSettings(request.context, request.body),
  )
}
