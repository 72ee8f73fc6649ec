import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import type { ExperimentLine } from './experiments.ts'

const tones = { draft: 'outline', running: 'accent', paused: 'warn', ended: 'neutral' } as const
const verdictTones = {
  better: 'ok',
  worse: 'info',
  harm: 'danger',
  'no-difference': 'neutral',
  stopped: 'neutral',
} as const

/** How an experiment stands; of an ended one, what it said. */
export function StateBadge({ experiment: { state, verdict } }: { readonly experiment: ExperimentLine }) {
  const text = useText('experiments')
  const code = verdict?.code
  if (state === 'ended' && code !== undefined && code in verdictTones) {
    const said = code as keyof typeof verdictTones
    return <Badge tone={verdictTones[said]}>{text(`ended.${said}`)}</Badge>
  }
  return <Badge tone={tones[state]}>{text(`state.${state}`)}</Badge>
}
