export { listeners } from './jobs.ts'
export { routes } from './routes.ts'
export { personalData } from './schema.ts'
export { linkTickets } from './service.ts'
