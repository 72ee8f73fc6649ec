export { rootcausesProblems } from './errors.ts'
export { jobs, listeners, sweeps } from './jobs.ts'
export { routes } from './routes.ts'
export { permissions } from './schema.ts'
