import type { Query } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { queries } from './queries.ts'

/** What the server tells: something of this topic changed. Ids only; the rest is fetched under one's own permissions. */
export interface Announcement {
  readonly topic: string
  readonly id: string
  readonly about?: Readonly<Record<string, string>>
}

export type LiveState = 'off' | 'open' | 'reconnecting'

type Hear = (announcement: Announcement) => void

const hearers = new Map<string, Set<Hear>>()
const watchers = new Set<() => void>()
let state: LiveState = 'off'
let source: EventSource | undefined
let retry: ReturnType<typeof setTimeout> | undefined
let patience = 1_000

/** Keeps one event stream open for the whole page; returns how to close it. The browser sends Last-Event-ID by itself. */
export function openLive(url = '/api/live'): () => void {
  connect(url)
  const online = (): void => {
    if (state === 'reconnecting') connect(url)
  }
  addEventListener('online', online)
  return () => {
    removeEventListener('online', online)
    clearTimeout(retry)
    source?.close()
    source = undefined
    show('off')
  }
}

/** Whether events arrive now. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => state,
  )
}

/** Hears the announcements of one topic while the component is shown. */
export function useLive(topic: string, hear: Hear): void {
  const latest = useRef(hear)
  latest.current = hear
  useEffect(() => {
    const mine: Hear = (announcement) => latest.current(announcement)
    const set = hearers.get(topic) ?? new Set()
    hearers.set(topic, set.add(mine))
    return () => {
      set.delete(mine)
    }
  }, [topic])
}

function connect(url: string): void {
  clearTimeout(retry)
  source?.close()
  const opened = new EventSource(url, { withCredentials: true })
  source = opened
  opened.onopen = () => {
    const lost = state === 'reconnecting'
    patience = 1_000
    show('open')
    // Whatever happened in between may have been missed.
    if (lost) renew({ topic: 'resync', id: '' })
  }
  opened.onmessage = (event: MessageEvent<string>) => hear(event.data)
  opened.onerror = () => {
    show('reconnecting')
    if (opened.readyState !== EventSource.CLOSED) return
    // The browser gives up after an HTTP error (the server restarts behind a proxy): we do not.
    retry = setTimeout(() => connect(url), patience)
    patience = Math.min(patience * 2, 15_000)
  }
}

function hear(text: string): void {
  const said: unknown = JSON.parse(text)
  if (typeof said !== 'object' || said === null || !('topic' in said) || typeof said.topic !== 'string') return
  const announcement = said as Announcement
  for (const hearer of hearers.get(announcement.topic) ?? []) hearer(announcement)
  renew(announcement)
}

const pending = new Map<string, Announcement>()
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Fetches again what an announcement touches, gathered over a moment so that a burst of mail asks once.
 * Query keys begin with the topic's name: `['ticket', id, …]` for one thing, `['tickets', …]` for lists of them.
 */
function renew(announcement: Announcement): void {
  pending.set(`${announcement.topic}/${announcement.id}`, announcement)
  if (timer) return
  timer = setTimeout(() => {
    timer = undefined
    const all = [...pending.values()]
    pending.clear()
    if (all.some((one) => one.topic === 'resync')) {
      void queries.invalidateQueries({ predicate: hasData })
      return
    }
    for (const one of all) void queries.invalidateQueries({ queryKey: [one.topic, one.id], predicate: hasData })
    for (const topic of new Set(all.map((one) => one.topic)))
      void queries.invalidateQueries({ queryKey: [`${topic}s`], predicate: hasData })
  }, 250)
}

/** What is still being fetched for the first time, or has failed, is left to its own retries: a busy desk would restart them for ever. */
const hasData = (query: Query): boolean => query.state.data !== undefined

function show(next: LiveState): void {
  if (state === next) return
  state = next
  for (const watcher of watchers) watcher()
}
