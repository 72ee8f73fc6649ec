import { createRequire } from 'node:module'

/** A module and its place in the house. */
export interface Storey {
  readonly name: string
  readonly purpose: string
}

/** The modules low to high, from house.cjs. */
export const storeys = createRequire(import.meta.url)('../../house.cjs') as readonly Storey[]

/** How high a table's or file's owner stands: the platform below all modules; -1 for a name that is no storey. */
export function heightOf(owner: string): number {
  return owner === 'platform' ? 0 : storeys.findIndex((storey) => storey.name === owner) + 1 || -1
}
