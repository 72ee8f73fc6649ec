import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { InboxSearch, View } from './search.ts'

/**
 * Which ticket is open. The address says so, but it follows a moment after a key; what the next key means must not wait
 * for it (J, then Y, is a letter to the next buyer, never to the last). So the choice acts at once and the address follows.
 */
export function useOpenTicket(view: View, search: InboxSearch, addressed: string | undefined) {
  const navigate = useNavigate()
  const [shown, setShown] = useState(addressed)
  const [followed, setFollowed] = useState(addressed)
  const underWay = useRef<{ readonly id: string | undefined }>(undefined)

  if (addressed !== followed) {
    setFollowed(addressed)
    // Back, forward and links count; an address on the way to what was chosen since does not.
    if (!underWay.current || underWay.current.id === addressed) setShown(addressed)
  }

  const open = (id: string | undefined, replace = false): void => {
    const mine = { id }
    underWay.current = mine
    setShown(id)
    void navigate({ to: '/inbox/$view/{-$ticket}', params: { view, ticket: id }, search, replace }).finally(() => {
      if (underWay.current === mine) underWay.current = undefined
    })
  }
  return { shown, open }
}
