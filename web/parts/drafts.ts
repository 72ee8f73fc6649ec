import type { Schemas } from '../api/client.ts'

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

/** Whose draft it is and what for. `key` is the member's own, which the server tells only those who are signed in. */
export interface DraftPlace {
  readonly memberId: string
  readonly key: string | null
  readonly ticketId: string
  readonly mode: 'outbound' | 'note'
}

const prefix = 'amends.sealed-draft.'
/** How drafts were kept before they were sealed: nobody shall read them any more. */
const plainPrefix = 'amends.draft.'
/** Old drafts are let go when there are more than this: the server has them too. */
const most = 200

const nameOf = ({ memberId, ticketId, mode }: DraftPlace): string => `${prefix}${memberId}.${ticketId}.${mode}`

/** Drafts are written one after the other, so that the last one typed is the one that stays. */
let written: Promise<void> = Promise.resolve()

/** Reads a draft from this browser; one that was sealed with another key, or altered, is none. */
export async function readDraft(place: DraftPlace): Promise<KeptDraft | undefined> {
  await written
  try {
    const entry: unknown = JSON.parse(localStorage.getItem(nameOf(place)) ?? 'null')
    const key = await openKey(place.key)
    if (!key || !isEntry(entry)) return undefined
    const bytes = Uint8Array.from(atob(entry.sealed), (letter) => letter.charCodeAt(0))
    const text = await crypto.subtle.decrypt(sealing(place, bytes.subarray(0, 12)), key, bytes.subarray(12))
    const draft: unknown = JSON.parse(new TextDecoder().decode(text))
    return isDraft(draft) ? draft : undefined
  } catch {
    return undefined
  }
}

/**
 * Keeps a draft in this browser, before any network and sealed: what a lost connection leaves here can be read by nobody
 * who is not signed in as its writer. An empty one is let go. Where the browser has no WebCrypto (it wants HTTPS or
 * localhost), the server's copy, a second later, is the only one.
 */
export function keepDraft(place: DraftPlace, draft: KeptDraft): Promise<void> {
  written = written.then(() => write(place, draft))
  return written
}

/** Lets go of all drafts of this browser, whoever wrote them. */
export async function forgetDrafts(): Promise<void> {
  await written
  opened = undefined
  for (const name of namesOf(prefix, plainPrefix)) localStorage.removeItem(name)
}

/** The later of two versions of a draft; the one on the screen wins a tie. */
export function laterDraft(here: KeptDraft | undefined, there: KeptDraft | undefined): KeptDraft | undefined {
  if (!here || !there) return here ?? there
  return there.updatedAt > here.updatedAt ? there : here
}

async function write(place: DraftPlace, draft: KeptDraft): Promise<void> {
  const name = nameOf(place)
  try {
    for (const plain of namesOf(plainPrefix)) localStorage.removeItem(plain)
    if (draft.text.trim() === '') return localStorage.removeItem(name)
    const key = await openKey(place.key)
    if (!key) return
    const nonce = crypto.getRandomValues(new Uint8Array(12))
    const text = new TextEncoder().encode(JSON.stringify(draft))
    const bytes = new Uint8Array(await crypto.subtle.encrypt(sealing(place, nonce), key, text))
    const sealed = btoa(Array.from([...nonce, ...bytes], (byte) => String.fromCharCode(byte)).join(''))
    store(name, JSON.stringify({ updatedAt: draft.updatedAt, sealed } satisfies Entry))
  } catch {
    // Storage is off or full of other things: the server's copy, a second later, is the only one.
  }
}

function store(name: string, entry: string): void {
  try {
    localStorage.setItem(name, entry)
  } catch {
    const timeOf = (name: string): string =>
      (JSON.parse(localStorage.getItem(name) ?? '{}') as Partial<Entry>).updatedAt ?? ''
    const oldest = namesOf(prefix)
      .map((name) => ({ name, at: timeOf(name) }))
      .sort((one, other) => (one.at < other.at ? 1 : -1))
      .slice(most / 2)
    for (const { name } of oldest) localStorage.removeItem(name)
    localStorage.setItem(name, entry)
  }
}

/** How a draft lies in this browser. */
interface Entry {
  readonly updatedAt: string
  /** Base64 of the nonce and what AES-GCM made of the draft. */
  readonly sealed: string
}

/** A draft opens in its own place only. */
const sealing = (place: DraftPlace, iv: Uint8Array<ArrayBuffer>): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(nameOf(place)),
})

let opened: { readonly of: string; readonly key: Promise<CryptoKey> } | undefined

/** The key as the browser holds it: it can be used, and not be read out again. */
async function openKey(of: string | null): Promise<CryptoKey | undefined> {
  if (of === null || !globalThis.crypto?.subtle) return undefined
  if (opened?.of !== of) {
    const bytes = Uint8Array.from(atob(of), (letter) => letter.charCodeAt(0))
    opened = { of, key: crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']) }
  }
  return opened.key
}

const namesOf = (...prefixes: readonly string[]): string[] =>
  Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '').filter((name) =>
    prefixes.some((prefix) => name.startsWith(prefix)),
  )

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && 'sealed' in value && typeof value.sealed === 'string'

const isDraft = (value: unknown): value is KeptDraft =>
  typeof value === 'object' &&
  value !== null &&
  'text' in value &&
  typeof value.text === 'string' &&
  'updatedAt' in value &&
  typeof value.updatedAt === 'string'
