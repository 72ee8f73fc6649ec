import { useSyncExternalStore } from 'react'

/** The current time, renewed once a minute on the minute: every countdown on the screen ticks together. */
export function useMinute(): Date {
  return useSyncExternalStore(watch, now)
}

let current = new Date()
let timer: ReturnType<typeof setTimeout> | undefined
const watchers = new Set<() => void>()

const now = (): Date => current

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  if (watchers.size === 1) tick()
  return () => {
    watchers.delete(watcher)
    if (watchers.size === 0) clearTimeout(timer)
  }
}

function tick(): void {
  clearTimeout(timer)
  current = new Date()
  for (const watcher of watchers) watcher()
  timer = setTimeout(tick, 60_000 - (current.getTime() % 60_000) + 20)
}
