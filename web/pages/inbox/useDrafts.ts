import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { answered, api, changesNothing } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import {
  type DraftPlace,
  type KeptDraft,
  keepDraft,
  type LetterValues,
  laterDraft,
  readDraft,
} from '../../parts/drafts.ts'
import { beforeSignOut, useSession } from '../../shell/session.ts'
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
  const { member, draftKey } = useSession()
  const placeOf = useCallback(
    (mode: Mode): DraftPlace => ({ memberId: member.id, key: draftKey, ticketId, mode }),
    [member.id, draftKey, ticketId],
  )
  const [drafts, setDrafts] = useState<{ readonly [mode in Mode]: KeptDraft }>({ outbound: none, note: none })
  const { data: fromServer } = useQuery(ticketDraftsQuery(ticketId))
  const typed = useRef(new Set<Mode>())
  const unsaved = useRef(new Map<Mode, KeptDraft>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  /** Takes what was found here or on the server where nothing was typed since. */
  const adopt = useCallback((found: (mode: Mode) => KeptDraft | undefined): void => {
    const adopted = (now: KeptDraft, mode: Mode): KeptDraft =>
      typed.current.has(mode) ? now : (laterDraft(now.text ? now : undefined, found(mode)) ?? none)
    setDrafts((now) => ({ outbound: adopted(now.outbound, 'outbound'), note: adopted(now.note, 'note') }))
  }, [])

  useEffect(() => {
    let current = true
    void Promise.all([readDraft(placeOf('outbound')), readDraft(placeOf('note'))]).then(([outbound, note]) => {
      if (current) adopt((mode) => (mode === 'outbound' ? outbound : note))
    })
    return () => {
      current = false
    }
  }, [placeOf, adopt])

  useEffect(() => {
    if (fromServer) adopt((mode) => fromServer.find((draft) => draft.direction === mode))
  }, [fromServer, adopt])

  const flush = useCallback(
    async (leaving = false): Promise<void> => {
      clearTimeout(timer.current)
      const saving = [...unsaved.current].map(([mode, draft]) => {
        unsaved.current.delete(mode)
        const { text, templateKey } = draft
        return answered(
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
      })
      await Promise.all(saving)
    },
    [ticketId],
  )

  useEffect(() => {
    const online = (): void => void flush()
    const leave = (): void => void flush(true)
    const forgetSignOut = beforeSignOut(() => flush())
    addEventListener('online', online)
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('online', online)
      removeEventListener('pagehide', leave)
      forgetSignOut()
      void flush(true)
    }
  }, [flush])

  const write = useCallback(
    (mode: Mode, text: string, templateKey: string | null, values: LetterValues = {}): void => {
      const draft = { text, templateKey, values, updatedAt: new Date().toISOString() }
      typed.current.add(mode)
      setDrafts((now) => ({ ...now, [mode]: draft }))
      void keepDraft(placeOf(mode), draft)
      unsaved.current.set(mode, draft)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), settleMs)
    },
    [placeOf, flush],
  )

  /** The words were sent: the server has let its copy go by itself. */
  const forget = useCallback(
    (mode: Mode): void => {
      unsaved.current.delete(mode)
      typed.current.add(mode)
      setDrafts((now) => ({ ...now, [mode]: none }))
      void keepDraft(placeOf(mode), none)
      void queries.invalidateQueries({ queryKey: draftsQuery.queryKey })
    },
    [placeOf],
  )

  return { drafts, write, forget }
}
