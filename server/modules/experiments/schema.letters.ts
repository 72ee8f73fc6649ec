export type { ReturnPolicy } from '../policies/index.ts'
