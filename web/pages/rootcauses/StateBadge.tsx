import { useText } from '../../i18n/text.ts'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import type { Anomaly } from './anomalies.ts'

const tones: { readonly [state in Anomaly['state']]: Tone } = {
  open: 'danger',
  asked: 'info',
  watched: 'violet',
  solved: 'ok',
  dismissed: 'outline',
}

/** How far an anomaly is. */
export function StateBadge({ state }: { readonly state: Anomaly['state'] }) {
  const text = useText('rootcauses')
  return <Badge tone={tones[state]}>{text(`state.${state}`)}</Badge>
}
