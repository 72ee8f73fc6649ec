import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import type { Offer } from './offers.ts'

const tones = { draft: 'outline', approved: 'info', sending: 'accent', done: 'ok', stopped: 'neutral' } as const

/** How an offer stands. */
export function StateBadge({ state }: { readonly state: Offer['state'] }) {
  const text = useText('offers')
  return <Badge tone={tones[state]}>{text(state)}</Badge>
}
