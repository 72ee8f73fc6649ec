import './errors.ts'

export { routes } from './routes.ts'
