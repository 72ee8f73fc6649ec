export { lossesProblems } from './errors.ts'
export { lossLinesOf, lossSums } from './rules.booking.ts'
export { type CostLine, type LossBooking, LossLine, type LossSource, permissions, personalData } from './schema.ts'
export { bookLosses, lossesOfRequest, reverseLosses } from './service.booking.ts'
