export { slaProblems } from './errors.ts'
export { jobs, sweeps } from './jobs.ts'
export { calendarRoutes } from './routes.calendars.ts'
export { policyRoutes } from './routes.ts'
export {
  type ClockState,
  type ClockView,
  clockStates,
  type Facts,
  type Kind,
  kinds,
  type Measure,
  measures,
  type NextDue,
  type Priority,
  permissions,
  priorities,
  type ReminderLevel,
  reminderLevels,
} from './schema.ts'
export {
  clocksOf,
  keepPromise,
  nextDue,
  recordAnswer,
  recordInbound,
  recordReopened,
  recordResolved,
  recordSolutionProposed,
  retarget,
  setPromise,
  startClocks,
  stopWaiting,
  waitForBuyer,
} from './service.clocks.ts'
export { deadlineAfter, hasCalendar, officeCalendarId } from './service.deadlines.ts'
export { takeReminders } from './service.reminders.ts'
export { seedSla } from './service.starter.ts'
