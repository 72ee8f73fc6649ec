import { useNavigate } from '@tanstack/react-router'
import { startTransition, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { commands } from '../../keyboard/commands.ts'
import { chordOf } from '../../keyboard/match.ts'
import { mac } from '../../keyboard/registry.ts'
import { useStable } from '../../ui/useStable.ts'
import type { InboxSearch, View } from './search.ts'

/**
 * Which ticket is open. A choice marks its row at once (`shown`); the ticket itself is drawn right after (`drawn`), and
 * the address follows that. So one goes through the list as quickly as keys come, and what is passed over costs nothing.
 * What the next key or click means never waits: whatever it is but a further move, the ticket is drawn before it counts
 * (J, then Y, is a letter to the next buyer, never to the last).
 */
export function useOpenTicket(view: View, search: InboxSearch, addressed: string | undefined) {
  const navigate = useNavigate()
  const [shown, setShown] = useState(addressed)
  const [drawn, setDrawn] = useState(addressed)
  const [followed, setFollowed] = useState(addressed)
  const chosen = useRef<{ readonly id: string | undefined; readonly replace: boolean; going: boolean }>(undefined)

  if (addressed !== followed) {
    setFollowed(addressed)
    // Back, forward and links count; an address on the way to what was chosen since does not.
    if (!chosen.current || chosen.current.id === addressed) {
      setShown(addressed)
      setDrawn(addressed)
    }
  }

  const settle = useStable((event: Event): void => {
    const mine = chosen.current
    if (!mine || mine.id === drawn || (event instanceof KeyboardEvent && isMove(event))) return
    flushSync(() => setDrawn(mine.id))
  })
  useEffect(() => {
    document.addEventListener('keydown', settle, { capture: true })
    document.addEventListener('pointerdown', settle, { capture: true })
    return () => {
      document.removeEventListener('keydown', settle, { capture: true })
      document.removeEventListener('pointerdown', settle, { capture: true })
    }
  }, [settle])

  useEffect(() => {
    const mine = chosen.current
    if (!mine || mine.going || shown !== drawn || mine.id !== drawn) return
    const { id, replace } = mine
    mine.going = true
    void navigate({ to: '/inbox/$view/{-$ticket}', params: { view, ticket: id }, search, replace }).finally(() => {
      if (chosen.current === mine) chosen.current = undefined
    })
  }, [shown, drawn, navigate, view, search])

  const open = (id: string | undefined, replace = false): void => {
    chosen.current = { id, replace, going: false }
    setShown(id)
    startTransition(() => setDrawn(id))
  }
  return { shown, drawn, open }
}

const moves: ReadonlySet<string> = new Set([...commands['list.next'].keys, ...commands['list.previous'].keys])

const isMove = (event: KeyboardEvent): boolean => moves.has(chordOf(event, mac) ?? '')
