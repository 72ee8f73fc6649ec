export { backupsProblems } from './errors.ts'
export { jobs, sweeps } from './jobs.ts'
export { routes } from './routes.ts'
