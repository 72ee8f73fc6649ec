import { RotateCcw, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { useEditor } from './editor.ts'
import type { Ground } from './policies.ts'
import { StepView } from './StepView.tsx'
import { type Facts, factsIn, outcomesOf, type TrialState } from './trial.ts'

/** A return taken through the tree by hand: what is known of it, what happens next and why. */
export function Trial({ trial }: { readonly trial: TrialState }) {
  const text = useText('policyEditor')
  const { policy, ground, words } = useEditor()
  const [isAll, setAll] = useState(false)
  const all = ground.facts.map(({ name }) => name)
  const names = new Set(isAll ? all : factsIn(policy, all))
  const { query, stops } = trial
  const answer = query.data
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-muted">{text('trial-help')}</p>
      {query.isError && <Banner tone="danger">{query.error.message}</Banner>}
      <section aria-label={text('trial-way')} className="flex flex-col gap-2">
        {stops.length > 0 && (
          <>
            <ol className="flex flex-col gap-1 text-sm">
              {stops.map(({ node, outcome }, at) => (
                // The same stop can come twice: its place is its name.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <li key={at} className="flex gap-2">
                  <span className="min-w-0 flex-1 truncate">{words.title(policy.nodes[node]?.title) || node}</span>
                  <span className="shrink-0 text-muted">{outcomeWords(words, policy, node, outcome)}</span>
                </li>
              ))}
            </ol>
            <div className="flex gap-2">
              <Button size="small" icon={Undo2} onClick={trial.back}>
                {text('trial-back')}
              </Button>
              <Button size="small" icon={RotateCcw} onClick={trial.again}>
                {text('trial-again')}
              </Button>
            </div>
          </>
        )}
        {!answer && query.isPending && <SkeletonLines lines={4} />}
        {answer && (
          <div role="status" className="flex flex-col gap-2">
            {stops.length === 0 && answer.applies === false && <Banner tone="warn">{text('trial-not-served')}</Banner>}
            {stops.length === 0 && answer.applies === null && (
              <Banner tone="info">
                {text('trial-asks', { facts: words.listed(answer.asks.map(words.fact), 'and') })}
              </Banner>
            )}
            <StepView step={answer.step} onOption={trial.take} />
            <div className="flex flex-wrap gap-1.5">
              {'node' in answer.step &&
                outcomesOf(answer).map((outcome) => (
                  <Button
                    key={outcome}
                    size="small"
                    onClick={() => 'node' in answer.step && trial.take(answer.step.node, outcome)}
                  >
                    {outcomeWords(words, policy, 'node' in answer.step ? answer.step.node : '', outcome)}
                  </Button>
                ))}
            </div>
          </div>
        )}
      </section>
      <section aria-label={text('trial-facts')} className="flex flex-col gap-2.5">
        <h2 className="text-sm font-semibold">{text('trial-facts')}</h2>
        {ground.facts
          .filter(({ name }) => names.has(name))
          .map((shape) => (
            <FactField key={shape.name} shape={shape} trial={trial} />
          ))}
        <Button size="small" className="self-start" aria-pressed={isAll} onClick={() => setAll(!isAll)}>
          {text(isAll ? 'fewer-facts' : 'more-facts')}
        </Button>
      </section>
    </div>
  )
}

/** What came of a stop: the buyer’s answer, the chosen option, done or not. */
function outcomeWords(
  words: ReturnType<typeof useEditor>['words'],
  policy: ReturnType<typeof useEditor>['policy'],
  id: string,
  outcome: string,
): string {
  const node = policy.nodes[id]
  if (node?.kind === 'letter') return words.value('buyerAnswer', outcome)
  if (node?.kind === 'options') return words.title(node.options.find(({ key }) => key === outcome)?.title)
  return words.code(`stop.${outcome}`)
}

const unknown = ''

function FactField({ shape, trial }: { readonly shape: Ground['facts'][number]; readonly trial: TrialState }) {
  const text = useText('policyEditor')
  const { words, ground } = useEditor()
  const { name, type } = shape
  const value = trial.facts[name]
  const set = (next: unknown): void => trial.setFact(name, next as Facts[typeof name])
  const choices =
    type === 'flag'
      ? ['yes', 'no'].map((answer) => ({ value: answer, label: words.code(answer) }))
      : type === 'words'
        ? shape.words.map((word) => ({ value: word, label: words.value(name, word) }))
        : name === 'marketplace'
          ? ground.marketplaces.map((one) => ({ value: one.code, label: words.title(one.name) }))
          : name === 'category'
            ? ground.categories.map((one) => ({ value: one, label: words.value(name, one) }))
            : undefined
  return (
    <Field label={type === 'money' ? `${words.fact(name)} (${text('minor-units')})` : words.fact(name)}>
      {choices ? (
        <Select
          value={
            value === undefined || value === null
              ? unknown
              : value === true
                ? 'yes'
                : value === false
                  ? 'no'
                  : String(value)
          }
          options={[{ value: unknown, label: words.code('unknown') }, ...choices]}
          onValue={(chosen) => set(chosen === unknown ? undefined : type === 'flag' ? chosen === 'yes' : chosen)}
        />
      ) : type === 'text' ? (
        <Input
          value={typeof value === 'string' ? value : ''}
          maxLength={120}
          placeholder={words.code('unknown')}
          onChange={(event) => set(event.target.value === '' ? undefined : event.target.value)}
        />
      ) : (
        <Input
          type="number"
          min={0}
          value={typeof value === 'number' ? value : ''}
          placeholder={words.code('unknown')}
          onChange={(event) => {
            const number = event.target.valueAsNumber
            set(Number.isFinite(number) ? Math.max(0, Math.round(number)) : undefined)
          }}
        />
      )}
    </Field>
  )
}
