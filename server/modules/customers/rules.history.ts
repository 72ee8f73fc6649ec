import type { Figures, HistoryFact } from './schema.profile.ts'

/** The entries of several sources as one, the newest first; each source gives its own newest first. */
export function mergedHistory(sources: readonly (readonly HistoryFact[])[], limit: number): HistoryFact[] {
  return sources
    .flat()
    .sort((one, other) => other.at.getTime() - one.at.getTime() || (one.id < other.id ? 1 : -1))
    .slice(0, limit)
}

const nothing: Figures = {
  orders: 0,
  units: 0,
  spent: [],
  returned: 0,
  returnedByWish: 0,
  outsidePolicy: 0,
  tickets: 0,
  openTickets: 0,
  complaints: 0,
  claims: 0,
  satisfied: 0,
  unsatisfied: 0,
}

/** What each source knows of the figures as one; each tells of its own fields only. */
export const togetherIn = (parts: readonly Partial<Figures>[]): Figures => Object.assign({}, nothing, ...parts)
