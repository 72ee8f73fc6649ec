import { Link } from '@tanstack/react-router'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'

const look =
  'rounded-md px-2.5 py-1 text-sm text-muted hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:shadow-card pointer-coarse:min-h-11 inline-flex items-center'

/** From policies to their replays and experiments and back. */
export function ReturnsPlaces() {
  const text = useText('shell')
  const policies = useMay('policies.read')
  const replays = useMay('replays.read')
  const experiments = useMay('experiments.read')
  if (!replays && !experiments) return null
  return (
    <nav
      aria-label={text('returns-places')}
      className="inline-flex max-w-full gap-0.5 self-start overflow-x-auto rounded-lg bg-hover p-0.5"
    >
      {policies && (
        <Link to="/returns/policies/{-$policy}" params={{ policy: undefined }} search={{}} className={look}>
          {text('policies')}
        </Link>
      )}
      {replays && (
        <Link to="/returns/replays/{-$replay}" params={{ replay: undefined }} search={{}} className={look}>
          {text('replays')}
        </Link>
      )}
      {experiments && (
        <Link to="/returns/experiments/{-$experiment}" params={{ experiment: undefined }} search={{}} className={look}>
          {text('experiments')}
        </Link>
      )}
    </nav>
  )
}
