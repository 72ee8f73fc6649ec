import './errors.ts'

export { listeners, sweeps } from './jobs.ts'
export { formRoutes } from './routes.forms.ts'
export { routes } from './routes.ts'
export { eraseFormLetters, filesOfForms, formLettersReached } from './service.erasure.ts'
