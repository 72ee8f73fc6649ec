import { CircleAlert } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { classes } from '../../ui/classes.ts'
import { nodeLooks } from './nodeLooks.ts'
import type { Figure } from './policies.ts'
import type { Policy, PolicyNode } from './tree.ts'
import type { PolicyWords } from './words.ts'

/** What is said of a node besides what it holds. */
export interface Marks {
  readonly figure: Figure | undefined
  readonly faults: number
  readonly difference: 'added' | 'changed' | undefined
  /** It lies on the way that the imagined return took. */
  readonly isOnWay: boolean
  readonly isStart: boolean
}

interface NodeCardProps {
  readonly node: PolicyNode
  readonly fields: Policy['fields']
  readonly words: PolicyWords
  readonly marks: Marks
  readonly isChosen: boolean
}

/** A node as it stands in the graph: its kind, its title, what it does, and what came of it. */
export function NodeCard({ node, fields, words, marks, isChosen }: NodeCardProps) {
  const text = useText('policyEditor')
  const look = nodeLooks[node.kind]
  return (
    <div
      className={classes(
        'flex w-58 flex-col gap-1 rounded-lg border border-l-4 bg-surface px-2.5 py-2 text-left shadow-card',
        look.edge,
        isChosen
          ? 'border-accent ring-2 ring-focus'
          : marks.isOnWay
            ? 'border-warn-ink ring-1 ring-warn-ink'
            : 'border-line',
      )}
    >
      <div className="flex items-center gap-1.5">
        <Badge tone={look.tone} icon={look.icon}>
          {words.code(`kind.${node.kind}`)}
        </Badge>
        {marks.isStart && <Badge tone="outline">{text('start-mark')}</Badge>}
        {marks.difference && <Badge tone="violet">{text(`mark-${marks.difference}`)}</Badge>}
        {marks.faults > 0 && (
          <Badge tone="danger" icon={CircleAlert} className="ml-auto">
            {text('fault-count', { count: marks.faults })}
          </Badge>
        )}
      </div>
      <p className="line-clamp-2 text-sm font-semibold text-ink">{words.title(node.title)}</p>
      <p className="line-clamp-2 text-xs text-muted">{words.gist(node, fields)}</p>
      {marks.figure && <Figures figure={marks.figure} words={words} />}
    </div>
  )
}

/** What came of a node: how many stand here and have passed, how most of them ended, what they cost. */
function Figures({ figure, words }: { readonly figure: Figure; readonly words: PolicyWords }) {
  const text = useText('policyEditor')
  const formats = useFormats()
  const [most] = Object.entries(figure.outcomes).sort(([, one], [, other]) => other - one)
  return (
    <div className="flex flex-wrap gap-1 tabular-nums">
      <Badge tone="neutral">{text('figure-passed', { count: figure.passed })}</Badge>
      {figure.running > 0 && <Badge tone="info">{text('figure-running', { count: figure.running })}</Badge>}
      {most && figure.passed > 0 && (
        <Badge tone="warn">{`${words.code(`outcome.${most[0]}`)} ${formats.percent(most[1] / figure.passed)}`}</Badge>
      )}
      {figure.loss && (
        <Badge tone="danger">
          {text('figure-loss', { amount: formats.money(figure.loss.amount, figure.loss.currency) })}
        </Badge>
      )}
    </div>
  )
}
