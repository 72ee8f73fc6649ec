import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { api, changesNothing } from '../../api/client.ts'
import { type Announcement, useLive } from '../../api/live.ts'
import { useSession } from '../../shell/session.ts'

/** Somebody else who has a ticket open. */
export interface Person {
  readonly memberId: string
  readonly name: string
  readonly state: 'viewing' | 'typing'
}

type State = Person['state'] | 'left'

/** People say again that they are there this often; who is silent for twice as long is gone. */
const beatMs = 20_000
const silentMs = 45_000
/** Typing is over when nothing was typed for this long. */
const typingMs = 6_000

interface Seen extends Person {
  readonly at: number
}

let present: ReadonlyMap<string, readonly Seen[]> = new Map()
let watchedIds: ReadonlySet<string> = new Set()
const watchers = new Set<() => void>()

function change(ticketId: string, people: readonly Seen[]): void {
  const next = new Map(present)
  if (people.length > 0) next.set(ticketId, people)
  else next.delete(ticketId)
  present = next
  watchedIds = new Set(next.keys())
  for (const watcher of watchers) watcher()
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

const fresh = (people: readonly Seen[], now: number): readonly Seen[] => people.filter((one) => now - one.at < silentMs)

/** The tickets that others have open now. */
export const useWatched = (): ReadonlySet<string> => useSyncExternalStore(watch, () => watchedIds)

/** Hears who looks at what, for the whole inbox. Stands once in the page. */
export function usePresenceHearing(): void {
  const { member } = useSession()
  useLive('presence', ({ id, about }: Announcement) => {
    const person = personOf(about)
    if (!person || person.memberId === member.id) return
    const others = fresh(present.get(id) ?? [], Date.now()).filter((one) => one.memberId !== person.memberId)
    change(id, person.state === 'left' ? others : [...others, { ...person, state: person.state, at: Date.now() }])
  })
  useEffect(() => {
    const timer = setInterval(() => {
      for (const [id, people] of present) {
        const left = fresh(people, Date.now())
        if (left.length < people.length) change(id, left)
      }
    }, 10_000)
    return () => clearInterval(timer)
  }, [])
}

/** Who else has this ticket open, and how to tell them that one types. Tells them by itself that one looks. */
export function usePresence(ticketId: string): { readonly others: readonly Person[]; readonly typed: () => void } {
  const { member } = useSession()
  const others = useSyncExternalStore(watch, () => present.get(ticketId) ?? none)
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined)
  const greeted = useRef(new Set<string>())
  const told = useRef<{ state: State; at: number }>({ state: 'left', at: 0 })

  const tell = useCallback(
    (state: State, leaving = false): void => {
      told.current = { state, at: Date.now() }
      // Presence is a courtesy: when it cannot be told, nothing is lost.
      void api
        .POST('/api/tickets/{id}/presence', {
          params: { path: { id: ticketId } },
          body: { state },
          headers: changesNothing,
          keepalive: leaving,
        })
        .catch(() => undefined)
    },
    [ticketId],
  )

  useLive('presence', ({ id, about }) => {
    const person = personOf(about)
    if (id !== ticketId || !person || person.memberId === member.id) return
    if (person.state === 'left') greeted.current.delete(person.memberId)
    else if (!greeted.current.has(person.memberId)) {
      // Somebody came after us, and does not know of us yet.
      greeted.current.add(person.memberId)
      tell(typing.current ? 'typing' : 'viewing')
    }
  })

  useEffect(() => {
    const begin = setTimeout(() => tell('viewing'), 300)
    const beat = setInterval(() => {
      if (document.visibilityState === 'visible') tell(typing.current ? 'typing' : 'viewing')
    }, beatMs)
    const leave = (): void => {
      if (told.current.state !== 'left') tell('left', true)
    }
    addEventListener('pagehide', leave)
    return () => {
      clearTimeout(begin)
      clearInterval(beat)
      clearTimeout(typing.current)
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [tell])

  const typed = useCallback((): void => {
    clearTimeout(typing.current)
    typing.current = setTimeout(() => {
      typing.current = undefined
      tell('viewing')
    }, typingMs)
    if (told.current.state !== 'typing' || Date.now() - told.current.at > beatMs / 2) tell('typing')
  }, [tell])

  return { others, typed }
}

function personOf(about: Announcement['about']): { memberId: string; name: string; state: State } | undefined {
  const { memberId, name, state } = about ?? {}
  if (!memberId || !name || (state !== 'viewing' && state !== 'typing' && state !== 'left')) return undefined
  return { memberId, name, state }
}

const none: readonly Person[] = []
