import { CircleAlert, CircleCheck, CircleDashed, CirclePause } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { Badge } from '../../../ui/Badge.tsx'
import type { Channel } from './channels.ts'

const looks = {
  ok: { tone: 'ok', icon: CircleCheck },
  ready: { tone: 'ok', icon: CircleCheck },
  new: { tone: 'info', icon: CircleDashed },
  failing: { tone: 'danger', icon: CircleAlert },
  off: { tone: 'neutral', icon: CirclePause },
} as const

/** Whether a channel works; when it does not, what the server said. */
export function ChannelState({ channel }: { readonly channel: Channel }) {
  const text = useText('channels')
  const state = channel.active ? stateOf(channel) : 'off'
  const { tone, icon } = looks[state]
  return (
    <span className="flex min-w-0 flex-col items-start gap-0.5">
      <Badge tone={tone} icon={icon}>
        {text(`state-${state}`)}
      </Badge>
      {state === 'failing' && channel.problem?.said && (
        <span className="line-clamp-2 max-w-64 text-xs break-words text-muted" title={channel.problem.said}>
          {channel.problem.said}
        </span>
      )}
    </span>
  )
}

/** The built-in receiver has nothing to connect to: until something goes wrong it is ready. */
const stateOf = ({ kind, state }: Channel) => (kind === 'receiver' && state === 'new' ? 'ready' : state)
