import { Link } from '@tanstack/react-router'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'

const look =
  'rounded-md px-2.5 py-1 text-sm text-muted hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:shadow-card pointer-coarse:min-h-11 inline-flex items-center'

/** From returns to their policies, replays and experiments and back. */
export function ReturnsPlaces() {
  const text = useText('shell')
  const returns = useMay('returns.read')
  const policies = useMay('policies.read')
  const replays = useMay('replays.read')
  const experiments = useMay('experiments.read')
  if (!replays && !experiments) return null
  return (
    <nav
      aria-label={text('returns-places')}
      className="inline-flex max-w-full gap-0.5 self-start overflow-x-auto rounded-lg bg-hover p-0.5"
    >
      {returns && (
        <Link to="/returns" activeOptions={{ exact: true, includeSearch: false }} search={{}} className={look}>
          {text('returns')}
        </Link>
      )}
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
