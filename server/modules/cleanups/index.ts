export { cleanupsProblems } from './errors.ts'
export { jobs, sweeps } from './jobs.ts'
export { routes } from './routes.ts'
export { permissions } from './schema.ts'
