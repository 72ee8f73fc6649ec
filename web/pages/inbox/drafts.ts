import type { Schemas } from '../../api/client.ts'
import type { Mode } from './useComposer.ts'

/** What was filled into a letter by hand, by variable. */
export type LetterValues = Schemas['TemplateValues']

/** What was typed and not yet sent, as this browser keeps it. */
export interface KeptDraft {
  readonly text: string
  readonly templateKey: string | null
  /** Only here: the server compares a letter with them when it is sent. */
  readonly values?: LetterValues
  /** When it was last typed at, ISO 8601. */
  readonly updatedAt: string
}

const prefix = 'amends.draft.'
/** Old drafts are let go when there are more than this: the server has them too. */
const most = 200

const keyOf = (memberId: string, ticketId: string, mode: Mode): string => `${prefix}${memberId}.${ticketId}.${mode}`

/** Reads a draft from this browser. */
export function readDraft(memberId: string, ticketId: string, mode: Mode): KeptDraft | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(memberId, ticketId, mode)) ?? 'null')
    return isDraft(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

/** Keeps a draft in this browser at once, before any network; an empty one is let go. */
export function keepDraft(memberId: string, ticketId: string, mode: Mode, draft: KeptDraft): void {
  const key = keyOf(memberId, ticketId, mode)
  try {
    if (draft.text.trim() === '') localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    makeRoom(key, draft)
  }
}

/** The later of two versions of a draft; the one on the screen wins a tie. */
export function laterDraft(here: KeptDraft | undefined, there: KeptDraft | undefined): KeptDraft | undefined {
  if (!here || !there) return here ?? there
  return there.updatedAt > here.updatedAt ? there : here
}

function makeRoom(key: string, draft: KeptDraft): void {
  try {
    const drafts = Object.keys(localStorage)
      .filter((name) => name.startsWith(prefix))
      .map((name) => ({
        name,
        at: (JSON.parse(localStorage.getItem(name) ?? '{}') as Partial<KeptDraft>).updatedAt ?? '',
      }))
      .sort((one, other) => (one.at < other.at ? 1 : -1))
    for (const { name } of drafts.slice(most / 2)) localStorage.removeItem(name)
    localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // Storage is off or full of other things: the server's copy, a second later, is the only one.
  }
}

const isDraft = (value: unknown): value is KeptDraft =>
  typeof value === 'object' &&
  value !== null &&
  'text' in value &&
  typeof value.text === 'string' &&
  'updatedAt' in value &&
  typeof value.updatedAt === 'string'
