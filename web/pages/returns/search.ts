const views = ['board', 'list', 'waits'] as const
export type View = (typeof views)[number]

export const stages = ['facts', 'letter', 'waiting', 'answer', 'choice', 'act', 'item', 'supervisor'] as const
export type OpenStage = (typeof stages)[number]

export const outcomes = [
  'withdrawn',
  'refunded',
  'partly-refunded',
  'kept',
  'replaced',
  'refused',
  'delivered',
  'marketplace-decided',
] as const
export type Outcome = (typeof outcomes)[number]

/** Hours from now within which a return is due. `overdue`: it is. */
export const dues = { overdue: 0, day: 24, week: 7 * 24 } as const
export type Due = keyof typeof dues

/** Which returns are looked at, and how; it lives in the address. */
export interface ReturnSearch {
  readonly view?: Exclude<View, 'board'>
  readonly store?: string
  readonly approval?: true
  readonly due?: Due
  readonly stage?: OpenStage | 'ended'
  readonly letters?: number
  readonly outcome?: Outcome
  /** The month of the calendar, `2026-03`. */
  readonly month?: string
  /** The day of the calendar whose returns stand below, `2026-03-02`. */
  readonly day?: string
}

/** Reads the search out of an address; what is not understood is left out. */
export function readReturnSearch(search: Record<string, unknown>): ReturnSearch {
  const among = <Word extends string>(name: string, words: readonly Word[]) => {
    const word = words.find((known) => known === search[name])
    return word === undefined ? {} : { [name]: word }
  }
  const like = (name: string, shape: RegExp) => {
    const value = search[name]
    return typeof value === 'string' && shape.test(value) && !Number.isNaN(Date.parse(value)) ? { [name]: value } : {}
  }
  const letters = Number(search.letters)
  return {
    ...among('view', ['list', 'waits'] as const),
    ...(typeof search.store === 'string' && { store: search.store }),
    ...(search.approval === true && { approval: true }),
    ...among('due', Object.keys(dues) as Due[]),
    ...among('stage', [...stages, 'ended'] as const),
    ...(search.letters !== undefined && Number.isInteger(letters) && letters >= 0 && letters <= 20 && { letters }),
    ...among('outcome', outcomes),
    ...like('month', /^\d{4}-\d{2}$/),
    ...like('day', /^\d{4}-\d{2}-\d{2}$/),
  }
}

/** Whether anything narrows what the view shows. */
export const isNarrow = ({ store, approval, due, stage, letters, outcome }: ReturnSearch): boolean =>
  [store, approval, due, stage, letters, outcome].some((part) => part !== undefined)

/** The search without what narrows it. */
export const unnarrowed = ({ view, month, day }: ReturnSearch): ReturnSearch => ({
  ...(view && { view }),
  ...(month && { month }),
  ...(day && { day }),
})
