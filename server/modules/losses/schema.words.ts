/** Words of lower storeys that rules speak of. */
export type { Reported, ReportedEntry, ReportedUnit } from '../orders/index.ts'
export { type CostKind, type Fault, lesseningKinds, type ReturnReason } from '../policies/index.ts'
