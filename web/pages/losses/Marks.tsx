import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import type { Line } from './search.ts'

/** What is out of the ordinary about a line. */
export function Marks({ line: { state, reverses, reversedBy } }: { readonly line: Line }) {
  const text = useText('losses')
  return (
    <>
      {state !== 'booked' && <Badge tone="warn">{text(`state.${state}`)}</Badge>}
      {reverses !== null && <Badge tone="info">{text('reversal')}</Badge>}
      {reversedBy !== null && <Badge>{text('reversed')}</Badge>}
    </>
  )
}
