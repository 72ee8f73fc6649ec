export { importsProblems } from './errors.ts'
export { jobs } from './jobs.ts'
export { importRoutes } from './routes.ts'
export { permissions } from './schema.ts'
