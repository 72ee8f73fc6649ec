import { type LetterPlace, letterPlaces } from './schema.ts'

/** How long a letter may be taken back (UX.md §2: 5–30 s). */
export const holdMs = 10_000

/** No more automatic confirmations than this to one address within an hour (ENGINEERING M7). */
export const mostAcknowledgementsPerHour = 20

const nil = '00000000-0000-0000-0000-000000000000'
/** Stands for every store, and every kind, in the switches of the confirmation. */
export const everyStore = nil
export const everyKind = '*'

interface Switch {
  readonly storeId: string
  readonly kind: string
  readonly enabled: boolean
}

/**
 * Whether a new ticket is confirmed automatically: the switch of its store and kind, else of its store, else of its
 * kind, else of all; on where nobody has switched anything (PRODUCT.md "Acknowledge").
 */
export function isAcknowledged(switches: readonly Switch[], storeId: string | null, kind: string): boolean {
  const at = (store: string, kind: string) =>
    switches.find((one) => one.storeId === store && one.kind === kind)?.enabled
  const store = storeId ?? everyStore
  return at(store, kind) ?? at(store, everyKind) ?? at(everyStore, kind) ?? at(everyStore, everyKind) ?? true
}

/** The subject of an answer: one "Re:", whatever the languages before it piled up. */
export function answerSubject(subject: string): string {
  const bare = subject
    .replace(/^(?:\s*(?:re|aw|sv|antw|odp|ref|rif|回复|答复|返信)(?:\s*\[\d+\])?\s*[:：])+/iu, '')
    .trim()
  return `Re: ${bare || '…'}`
}

/** The words of the subject by language of the buyer. */
export type ConfirmationWords = Readonly<Record<string, string>> & { readonly en: string }

/** The subject of an automatic confirmation: ours alone, since nobody has shown who wrote the other (ENGINEERING M7). */
export function confirmationSubject(words: ConfirmationWords, language: string, number: number): string {
  return `${words[language.slice(0, 2).toLowerCase()] ?? words.en} · T-${number}`
}

/** Files added to a letter that is not sent within this time are let go. */
export const uploadMs = 2 * 24 * 3_600_000

/** The References of an answer, oldest first; long threads keep the first and the newest (RFC 5322 asks for no more). */
export function referencesOf(idsNewestFirst: readonly string[], most = 20): string[] {
  const oldestFirst = [...idsNewestFirst].reverse()
  if (oldestFirst.length <= most) return oldestFirst
  return [...oldestFirst.slice(0, 1), ...oldestFirst.slice(-(most - 1))]
}

/** Whether two texts say the same, apart from white space: a letter sent as the template wrote it. */
export function sameWords(one: string, other: string): boolean {
  const bare = (text: string) => text.replace(/\s+/gu, ' ').trim()
  return bare(one) === bare(other)
}

/** The values of a letter that are numbers of an order, a parcel or a return, whatever they look like. */
export function numbersAmong(values: Readonly<Record<string, unknown>>): string[] {
  const named = ['order.number', 'order.tracking_number', 'return.number'].map((name) => values[name])
  return named.filter((value) => typeof value === 'string').filter((value) => value.trim() !== '')
}

/** A letter with how well it fits the ticket, and what it still asks for. */
interface Fitting {
  readonly fit: number
  readonly missing: readonly string[]
}

/**
 * Letters by how well they fit what the buyer writes about; of those that fit alike, what could go out as it stands first.
 * One that asks for a value is little work, one about something else is none of the agent's business.
 */
export const bestLetters = <Item extends Fitting>(found: readonly Item[]): Item[] =>
  found.toSorted((one, other) => other.fit - one.fit || Number(lacks(one)) - Number(lacks(other)))

/**
 * Where a letter stands for a ticket; `decided` are the keys of those that something else decides, a return of the ticket, and
 * undefined where nothing does. Then the desk speaks with one voice: besides, only what the buyer asks about is suggested.
 */
export function placeOf(
  { key, onTopic }: { readonly key: string; readonly onTopic: boolean },
  decided: ReadonlySet<string> | undefined,
): LetterPlace {
  if (!decided) return 'suggested'
  if (decided.has(key)) return 'decided'
  return onTopic ? 'suggested' : 'listed'
}

/** Letters by their place, the suggested first; within a place they keep their order. */
export const byPlace = <Item extends Placed>(letters: readonly Item[]): Item[] =>
  letters.toSorted((one, other) => letterPlaces.indexOf(one.place) - letterPlaces.indexOf(other.place))

/**
 * No more letters than `most`, by their place. What is decided elsewhere keeps half the room that is left by the suggested: who
 * looks for such a letter finds it, and why it is not for them to choose.
 */
export function shortList<Item extends Placed>(letters: readonly Item[], most: number): Item[] {
  const decided = letters.filter(({ place }) => place === 'decided')
  const others = byPlace(letters.filter(({ place }) => place !== 'decided'))
  const suggested = others.filter(({ place }) => place === 'suggested').length
  const room = Math.max(most - decided.length, suggested + Math.ceil((most - suggested) / 2))
  const first = others.slice(0, Math.min(room, most))
  return [...first, ...decided.slice(0, most - first.length)]
}

interface Placed {
  readonly place: LetterPlace
}

const lacks = ({ missing }: Fitting): boolean => missing.length > 0

/** The languages of tags, each once: `en` of `en-GB`. */
export const baseLanguages = (tags: readonly string[]): string[] => [
  ...new Set(tags.map((tag) => tag.slice(0, 2).toLowerCase())),
]
