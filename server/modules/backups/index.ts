export { jobs, sweeps } from './jobs.ts'
export { routes } from './routes.ts'
