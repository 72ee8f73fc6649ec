import { DAY, isoDate } from '../../lib/time.ts'
import { wallTimeAt } from '../../lib/time.zone.ts'
import type { Context } from '../../platform/context.ts'
import { recall } from '../../platform/settings-memory.ts'
import { readWorkspace } from '../access/index.ts'
import { type Marketplace, marketplaceOf, rulesOf, type Store, storesServed } from '../stores/index.ts'
import { letterLanguages, publishedLetters } from '../templates/index.ts'
import type { ValidationGround } from './rules.validation.ts'
import type { PolicyGround } from './schema.desk.ts'
import { factNames, factShapes, ruledCategories } from './schema.facts.ts'
import type { GuardRow } from './schema.guard.ts'
import { shippedGuardRows } from './starter/rows.ts'

/** The stores that serve buyers, with the marketplace of each. */
async function placesOf(context: Context): Promise<{ store: Store; marketplace: Marketplace }[]> {
  const found: { store: Store; marketplace: Marketplace }[] = []
  for (const store of await storesServed(context)) {
    const marketplace = await marketplaceOf(context, store.marketplace)
    if (marketplace) found.push({ store, marketplace })
  }
  return found
}

/** Languages in which the buyers of these stores write, of those that a letter can be written in. */
function languagesOf(places: readonly { store: Store; marketplace: Marketplace }[]): string[] {
  const spoken = places.flatMap(({ store, marketplace }) => [store.defaultLanguage, ...marketplace.languages])
  const wanted = new Set(spoken.map((tag) => tag.slice(0, 2)))
  return letterLanguages.filter((language) => wanted.has(language))
}

/** The day that it is in the zone of the workspace. */
export const dayIn = (zone: string, at: Date): string => isoDate(Math.floor(wallTimeAt(zone, at.getTime()) / DAY))

/**
 * What versions are looked at against: the letters that are published, the languages of the buyers of the workspace's
 * stores, and what marketplaces and laws say today. A workspace without stores has nowhere to be forbidden anything yet.
 */
export async function groundOf(context: Context): Promise<ValidationGround> {
  const places = await placesOf(context)
  const marketplaces = new Map(places.map(({ marketplace }) => [marketplace.code, marketplace]))
  const { zone } = await readWorkspace(context)
  const day = dayIn(zone, context.now())
  const rows = new Map<string, GuardRow>()
  for (const code of marketplaces.keys())
    for (const row of await rulesOf(context, code, context.now())) rows.set(row.id, row)
  const letters = await lettersOf(context)
  return {
    templates: new Map(letters.map(({ key, languages }) => [key, new Set(languages)])),
    languages: languagesOf(places),
    guardRows: [...rows.values(), ...shippedGuardRows],
    day,
    places: [...marketplaces.values()].map(({ code, kind, country }) => ({
      marketplace: code,
      marketplaceKind: kind,
      ...(country !== null && { country }),
    })),
  }
}

const lettersOf = (context: Context) => recall(context, 'policies.letters', () => publishedLetters(context))

/** What an editor chooses from. */
export async function readGround(context: Context): Promise<PolicyGround> {
  const places = await placesOf(context)
  const marketplaces = new Map(places.map(({ marketplace }) => [marketplace.code, marketplace]))
  return {
    letters: await lettersOf(context),
    languages: languagesOf(places),
    stores: places.map((place) => ({ id: place.store.id, name: place.store.name, languages: languagesOf([place]) })),
    marketplaces: [...marketplaces.values()].map(({ code, name, kind }) => ({ code, name, kind })),
    facts: factNames.map((name) => {
      const shape = factShapes[name]
      return { name, type: shape.type, words: shape.type === 'words' ? [...shape.words] : [] }
    }),
    categories: [...ruledCategories],
    zone: (await readWorkspace(context)).zone,
  }
}
