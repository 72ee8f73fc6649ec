import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { useEditor } from './editor.ts'
import type { TrialAnswer } from './policies.ts'

type Step = TrialAnswer['step']
type Because = Step['because'][number]
type Forbids = Extract<Because, { code: 'forbidden' }>['verdict']

interface StepViewProps {
  readonly step: Step
  readonly onOption: (node: string, option: string) => void
}

/** What is to be done next, and why: each rule that was hit, each fact that decided, each source that forbids. */
export function StepView({ step, onOption }: StepViewProps) {
  const text = useText('policyEditor')
  const { words, policy } = useEditor()
  const nodeOf = (id: string): string => words.title(policy.nodes[id]?.title) || id
  const moves = step.kind === 'letter' ? step.offers : step.kind === 'act' ? step.moves : []
  return (
    <div className="flex flex-col gap-2 rounded-lg border border-accent bg-surface p-3">
      <p className="font-semibold">{headline(step, words)}</p>
      {'node' in step && <p>{nodeOf(step.node)}</p>}
      {moves.length > 0 && (
        <div className="flex flex-wrap gap-1">
          {moves.map((move) => (
            <Badge key={move.do} tone="accent">
              {words.move(move, policy.fields)}
            </Badge>
          ))}
        </div>
      )}
      {step.kind === 'choose' && (
        <ul className="flex flex-col gap-1.5">
          {step.options.map((option) => (
            <li key={option.key} className="flex flex-col gap-0.5">
              <Button
                size="small"
                className="self-start"
                disabled={option.state.is !== 'open'}
                onClick={() => onOption(step.node, option.key)}
              >
                {words.title(option.title)}
              </Button>
              {option.state.is === 'forbidden' && <Forbidden verdict={option.state.verdict} />}
              {option.state.is === 'asks' && (
                <p className="text-sm text-muted">
                  {words.code('step.ask', { facts: words.listed(option.state.facts.map(words.fact), 'and') })}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      {step.kind === 'supervisor' && (
        <>
          <p className="text-sm">
            {words.code(`supervisor.${step.reason.code}`, namesIn(step.reason.parameters, nodeOf))}
          </p>
          {step.reason.verdict && <Forbidden verdict={step.reason.verdict} />}
        </>
      )}
      <p className="text-xs font-semibold text-muted">{text('why')}</p>
      <ul className="flex flex-col gap-1 text-sm">
        {step.because.map((because, at) => (
          // Reasons come in their order and never move.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Reason key={at} because={because} nodeOf={nodeOf} />
        ))}
      </ul>
    </div>
  )
}

function headline(step: Step, words: ReturnType<typeof useEditor>['words']): string {
  if (step.kind === 'await')
    return words.code('step.await', { wait: step.wait, awaits: words.code(`awaits.${step.awaits}`) })
  if (step.kind === 'ask') return words.code('step.ask', { facts: words.listed(step.facts.map(words.fact), 'and') })
  if (step.kind === 'end') return words.code('step.end', { outcome: words.code(`outcome.${step.outcome}`) })
  return words.code(`step.${step.kind}`)
}

const namesIn = (
  parameters: Readonly<Record<string, string | number>>,
  nodeOf: (id: string) => string,
): Record<string, string | number> => ({
  ...parameters,
  ...(typeof parameters.node === 'string' && { node: nodeOf(parameters.node) }),
})

function Reason({ because, nodeOf }: { readonly because: Because; readonly nodeOf: (id: string) => string }) {
  const { words, policy } = useEditor()
  const node = nodeOf(because.node)
  switch (because.code) {
    case 'answered':
      return <li>{words.code('because.answered', { node, answer: words.value('buyerAnswer', because.answer) })}</li>
    case 'chosen': {
      const at = policy.nodes[because.node]
      const option = at?.kind === 'options' ? at.options.find(({ key }) => key === because.option) : undefined
      return <li>{words.code('because.chosen', { node, option: words.title(option?.title) || because.option })}</li>
    }
    case 'branch': {
      const { rule, title, facts, isAssumed } = because
      const values = { node, title: words.title(title) }
      return (
        <li>
          {rule === null
            ? words.code('because.branch', values)
            : words.code('because.branch-rule', { ...values, rule })}
          {facts.map(({ fact, value, quote }) => (
            <span key={fact} className="block pl-3 text-muted">
              {words.code('because.fact', { fact: words.fact(fact), value: words.value(fact, value) })}
              {quote !== undefined && ` ${words.code('because.quote', { quote })}`}
            </span>
          ))}
          {isAssumed && <span className="block pl-3 text-muted">{words.code('because.assumed')}</span>}
        </li>
      )
    }
    case 'otherwise':
      return (
        <li>
          {words.code('because.otherwise', { node })}
          {because.assumedNo.length > 0 && (
            <span className="block pl-3 text-muted">
              {words.code('because.assumed-no', { facts: words.listed(because.assumedNo.map(words.fact), 'and') })}
            </span>
          )}
          {because.verdicts.map((verdict) => (
            <Forbidden key={verdict.code} verdict={verdict} />
          ))}
        </li>
      )
    case 'forbidden':
      return (
        <li>
          {words.code('because.forbidden', { node, refusal: words.refusal(because.verdict) })}
          <Source verdict={because.verdict} />
        </li>
      )
    case 'bound':
      return <li>{words.code('because.bound', { node, most: because.most })}</li>
    default:
      return <li>{words.code(`because.${because.code}`, { node })}</li>
  }
}

function Forbidden({ verdict }: { readonly verdict: Forbids }) {
  const { words } = useEditor()
  return (
    <span className="block pl-3 text-sm text-danger-ink">
      {words.refusal(verdict)}
      <Source verdict={verdict} />
    </span>
  )
}

/** Where the rule can be read. */
function Source({ verdict: { source } }: { readonly verdict: Forbids }) {
  const { words } = useEditor()
  return (
    source && (
      <span className="block text-xs text-muted">
        {words.code(`source.${source.kind}`)}
        {': '}
        {source.text}
      </span>
    )
  )
}
