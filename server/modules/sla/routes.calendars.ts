import { Type } from 'typebox'
import { Done, done, PageQuery, problemAnswers, type Routes } from '../../platform/http.ts'
import {
  Calendar,
  CalendarBody,
  CalendarPage,
  CalendarParams,
  HolidayCountry,
  HolidayImport,
  HolidayImportResult,
} from './schema.calendars.ts'
import {
  calendarOrRefuse,
  createCalendar,
  deleteCalendar,
  listCalendars,
  replaceCalendar,
} from './service.calendars.ts'
import { holidayCountries, importHolidays } from './service.holidays.ts'

const reads = { permission: 'sla.read' }
const writes = { permission: 'sla.write' }

/** When people work. */
export const calendarRoutes: Routes = async (app) => {
  app.get(
    '/calendars',
    {
      config: reads,
      schema: {
        operationId: 'listCalendars',
        tags: ['sla'],
        summary: 'Business calendars by name',
        querystring: PageQuery,
        response: { 200: CalendarPage, ...problemAnswers },
      },
    },
    (request) => listCalendars(request.context, request.query),
  )
  app.get(
    '/calendars/holiday-countries',
    {
      config: reads,
      schema: {
        operationId: 'listHolidayCountries',
        tags: ['sla'],
        summary: 'Countries and regions whose public holidays can be imported',
        response: { 200: Type.Array(HolidayCountry), ...problemAnswers },
      },
    },
    (request) => holidayCountries(request.context),
  )
  app.get(
    '/calendars/:calendarId',
    {
      config: reads,
      schema: {
        operationId: 'readCalendar',
        tags: ['sla'],
        summary: 'One calendar with its holidays',
        params: CalendarParams,
        response: { 200: Calendar, ...problemAnswers },
      },
    },
    (request) => calendarOrRefuse(request.context, request.params.calendarId),
  )
  app.post(
    '/calendars',
    {
      config: writes,
      schema: {
        operationId: 'createCalendar',
        tags: ['sla'],
        summary: 'Add a calendar',
        body: CalendarBody,
        response: { 201: Calendar, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return createCalendar(request.context, request.body)
    },
  )
  app.put(
    '/calendars/:calendarId',
    {
      config: writes,
      schema: {
        operationId: 'replaceCalendar',
        tags: ['sla'],
        summary: 'Replace a calendar with its holidays; running clocks follow',
        params: CalendarParams,
        body: CalendarBody,
        response: { 200: Calendar, ...problemAnswers },
      },
    },
    (request) => replaceCalendar(request.context, request.params.calendarId, request.body),
  )
  app.post(
    '/calendars/:calendarId/holiday-imports',
    {
      config: writes,
      schema: {
        operationId: 'importHolidays',
        tags: ['sla'],
        summary: "Add a country's public holidays; dates that the calendar knows keep what they say",
        params: CalendarParams,
        body: HolidayImport,
        response: { 200: HolidayImportResult, ...problemAnswers },
      },
    },
    (request) => importHolidays(request.context, request.params.calendarId, request.body),
  )
  app.delete(
    '/calendars/:calendarId',
    {
      config: writes,
      schema: {
        operationId: 'deleteCalendar',
        tags: ['sla'],
        summary: 'Delete a calendar by which no policy and no running clock counts',
        params: CalendarParams,
        response: { 200: Done, ...problemAnswers },
      },
    },
    async (request) => {
      await deleteCalendar(request.context, request.params.calendarId)
      return done
    },
  )
}
