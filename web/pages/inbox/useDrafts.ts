import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { answered, api, changesNothing } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useSession } from '../../shell/session.ts'
import { type KeptDraft, keepDraft, type LetterValues, laterDraft, readDraft } from './drafts.ts'
import { draftsQuery, ticketDraftsQuery } from './queries.ts'
import type { Mode } from './useComposer.ts'

const none: KeptDraft = { text: '', templateKey: null, updatedAt: '' }
/** How long after the last key the server gets its copy. */
const settleMs = 800

/**
 * The two drafts of a ticket, reply and note. Each key press is kept in this browser at once and on the server a moment
 * later; the later of the two copies is what one finds on coming back, here or on another machine.
 */
export function useDrafts(ticketId: string) {
  const { member } = useSession()
  const [drafts, setDrafts] = useState<{ readonly [mode in Mode]: KeptDraft }>(() => ({
    outbound: readDraft(member.id, ticketId, 'outbound') ?? none,
    note: readDraft(member.id, ticketId, 'note') ?? none,
  }))
  const server = useQuery(ticketDraftsQuery(ticketId))
  const typed = useRef(new Set<Mode>())
  const unsaved = useRef(new Map<Mode, KeptDraft>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    if (!server.data) return
    setDrafts((now) => {
      const adopt = (mode: Mode): KeptDraft => {
        if (typed.current.has(mode)) return now[mode]
        const there = server.data.find((draft) => draft.direction === mode)
        return laterDraft(now[mode].text ? now[mode] : undefined, there) ?? none
      }
      return { outbound: adopt('outbound'), note: adopt('note') }
    })
  }, [server.data])

  const flush = useCallback(
    (leaving = false): void => {
      clearTimeout(timer.current)
      for (const [mode, draft] of unsaved.current) {
        unsaved.current.delete(mode)
        const { text, templateKey } = draft
        answered(
          api.PUT('/api/tickets/{id}/drafts', {
            params: { path: { id: ticketId } },
            body: { direction: mode, text, ...(templateKey ? { templateKey } : {}) },
            headers: changesNothing,
            keepalive: leaving && text.length < 20_000,
          }),
        )
          .then(() => queries.invalidateQueries({ queryKey: draftsQuery.queryKey }))
          .catch(() => {
            // This browser still has it; the next key press, or the network coming back, tries again.
            if (!unsaved.current.has(mode)) unsaved.current.set(mode, draft)
          })
      }
    },
    [ticketId],
  )

  useEffect(() => {
    const online = (): void => flush()
    const leave = (): void => flush(true)
    addEventListener('online', online)
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('online', online)
      removeEventListener('pagehide', leave)
      flush(true)
    }
  }, [flush])

  const write = useCallback(
    (mode: Mode, text: string, templateKey: string | null, values: LetterValues = {}): void => {
      const draft = { text, templateKey, values, updatedAt: new Date().toISOString() }
      typed.current.add(mode)
      setDrafts((now) => ({ ...now, [mode]: draft }))
      keepDraft(member.id, ticketId, mode, draft)
      unsaved.current.set(mode, draft)
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, settleMs)
    },
    [member.id, ticketId, flush],
  )

  /** The words were sent: the server has let its copy go by itself. */
  const forget = useCallback(
    (mode: Mode): void => {
      unsaved.current.delete(mode)
      typed.current.add(mode)
      setDrafts((now) => ({ ...now, [mode]: none }))
      keepDraft(member.id, ticketId, mode, none)
      void queries.invalidateQueries({ queryKey: draftsQuery.queryKey })
    },
    [member.id, ticketId],
  )

  return { drafts, write, forget }
}
