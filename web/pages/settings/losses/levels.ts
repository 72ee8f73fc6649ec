import type { Schemas } from '../../../api/client.ts'

type LossSettings = Schemas['LossSettings']

/** The settings as they stand in the fields. */
export interface Typed {
  readonly basis: LossSettings['basis']
  readonly all: string
  readonly withoutQuality: string
  readonly categories: readonly {
    readonly key: string
    readonly category: string
    readonly all: string
    readonly withoutQuality: string
  }[]
}

export const textsOf = ({ basis, all, withoutQuality, categories }: LossSettings): Typed => ({
  ...{ basis, all: String(all), withoutQuality: String(withoutQuality) },
  categories: categories.map((row) => ({
    ...{ key: row.category, category: row.category },
    ...{ all: String(row.all), withoutQuality: String(row.withoutQuality) },
  })),
})

export const wantedOf = ({ basis, all, withoutQuality, categories }: Typed): LossSettings => ({
  ...{ basis, all: Number(all), withoutQuality: Number(withoutQuality) },
  categories: categories.map((row) => ({
    category: row.category.trim(),
    all: Number(row.all),
    withoutQuality: Number(row.withoutQuality),
  })),
})
