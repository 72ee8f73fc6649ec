import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TargetField, ValueField } from './Basics.tsx'
import { useEditor } from './editor.ts'
import { MovesField } from './Moves.tsx'
import { answers, type NodeOf, type PolicyNode } from './tree.ts'

interface FieldsProps<Node extends PolicyNode> {
  readonly node: Node
  readonly onNode: (node: PolicyNode, about?: string) => void
}

const none = '-'

interface LetterFieldProps {
  readonly value: string | undefined
  readonly isOptional?: boolean
  readonly onValue: (template: string | undefined) => void
}

/** Which letter is sent, with the languages in which it is published and those that are lacking. */
function LetterField({ value, isOptional = false, onValue }: LetterFieldProps) {
  const text = useText('policyEditor')
  const formats = useFormats()
  const { ground, words } = useEditor()
  const letter = ground.letters.find(({ key }) => key === value)
  const lacking = letter ? ground.languages.filter((language) => !letter.languages.includes(language)) : []
  const named = (codes: readonly string[]): string =>
    codes.map((code) => formats.languageName(code)).join(words.said('join.comma'))
  const error =
    value !== undefined && !letter
      ? text('letter-missing', { letter: value })
      : lacking.length > 0
        ? text('letter-lacks', { languages: named(lacking) })
        : undefined
  return (
    <Field
      label={text('letter')}
      error={error}
      help={
        letter && letter.languages.length > 0
          ? text('letter-languages', { languages: named(letter.languages) })
          : undefined
      }
    >
      <Select
        value={value ?? none}
        options={[
          ...(isOptional ? [{ value: none, label: text('no-letter') }] : []),
          ...(value !== undefined && !letter ? [{ value, label: value }] : []),
          ...ground.letters.map(({ key, title }) => ({ value: key, label: `${words.title(title)} (${key})` })),
        ]}
        onValue={(key) => onValue(key === none ? undefined : key)}
      />
    </Field>
  )
}

/** How often a node may be passed, and where it goes on after that. */
function BoundFields({ node, onNode }: FieldsProps<NodeOf<'letter'> | NodeOf<'wait'>>) {
  const text = useText('policyEditor')
  const { policy } = useEditor()
  const { most, beyond, ...rest } = node
  const [first = policy.start] = Object.keys(policy.nodes).filter((id) => policy.nodes[id]?.kind === 'end')
  return (
    <>
      <Field label={text('most')} help={text('most-help')}>
        <Select
          value={most === undefined ? none : String(most)}
          options={[
            { value: none, label: text('no-bound') },
            ...Array.from({ length: 10 }, (_, at) => ({
              value: String(at + 1),
              label: text('times', { count: at + 1 }),
            })),
          ]}
          onValue={(chosen) =>
            onNode((chosen === none ? rest : { ...rest, most: Number(chosen), beyond: beyond ?? first }) as PolicyNode)
          }
        />
      </Field>
      {beyond !== undefined && (
        <TargetField label={text('way.beyond')} value={beyond} onValue={(to) => onNode({ ...node, beyond: to })} />
      )}
    </>
  )
}

/** Where it goes on when marketplace or law forbid what is offered. */
function ForbiddenField({ node, onNode }: FieldsProps<NodeOf<'letter'> | NodeOf<'act'>>) {
  const text = useText('policyEditor')
  return (
    <TargetField
      label={text('way.ifForbidden')}
      value={node.ifForbidden}
      onClear={() => {
        const { ifForbidden: _, ...rest } = node
        onNode(rest as PolicyNode)
      }}
      onValue={(to) => onNode({ ...node, ifForbidden: to })}
    />
  )
}

export function LetterFields({ node, onNode }: FieldsProps<NodeOf<'letter'>>) {
  const text = useText('policyEditor')
  const { words } = useEditor()
  return (
    <>
      <LetterField value={node.template} onValue={(template) => template && onNode({ ...node, template })} />
      <ValueField
        label={text('wait')}
        kind="days"
        value={node.wait}
        onValue={(wait) => onNode({ ...node, wait: wait as typeof node.wait }, 'wait')}
      />
      <MovesField label={text('offers')} value={node.offers} onValue={(offers) => onNode({ ...node, offers })} />
      {answers.map((answer) => (
        <TargetField
          key={answer}
          label={text('way-if', { way: words.code(`word.buyerAnswer.${answer}`) })}
          value={node.answers[answer]}
          onValue={(to) => onNode({ ...node, answers: { ...node.answers, [answer]: to } })}
        />
      ))}
      <ForbiddenField node={node} onNode={onNode} />
      <BoundFields node={node} onNode={onNode} />
    </>
  )
}

export function ActFields({ node, onNode }: FieldsProps<NodeOf<'act'>>) {
  const text = useText('policyEditor')
  return (
    <>
      <MovesField label={text('moves')} value={node.moves} onValue={(moves) => onNode({ ...node, moves })} />
      <LetterField
        isOptional
        value={node.template}
        onValue={(template) => {
          const { template: _, ...rest } = node
          onNode(template === undefined ? rest : { ...rest, template })
        }}
      />
      <TargetField label={text('way.done')} value={node.to} onValue={(to) => onNode({ ...node, to })} />
      <ForbiddenField node={node} onNode={onNode} />
    </>
  )
}

const awaited = ['item', 'parcel', 'photos', 'marketplace'] as const

export function WaitFields({ node, onNode }: FieldsProps<NodeOf<'wait'>>) {
  const text = useText('policyEditor')
  const { words } = useEditor()
  return (
    <>
      <Field label={text('awaits')}>
        <Select
          value={node.awaits}
          options={awaited.map((thing) => ({ value: thing, label: words.code(`awaits.${thing}`) }))}
          onValue={(awaits) => onNode({ ...node, awaits })}
        />
      </Field>
      <ValueField
        label={text('wait')}
        kind="days"
        value={node.wait}
        onValue={(wait) => onNode({ ...node, wait: wait as typeof node.wait }, 'wait')}
      />
      <TargetField
        label={text('way.arrived')}
        value={node.arrived}
        onValue={(arrived) => onNode({ ...node, arrived })}
      />
      <TargetField label={text('way.silent')} value={node.silent} onValue={(silent) => onNode({ ...node, silent })} />
      <BoundFields node={node} onNode={onNode} />
    </>
  )
}

const outcomes = [
  'withdrawn',
  'refunded',
  'partly-refunded',
  'kept',
  'replaced',
  'refused',
  'delivered',
  'marketplace-decided',
] as const

export function EndFields({ node, onNode }: FieldsProps<NodeOf<'end'>>) {
  const text = useText('policyEditor')
  const { words } = useEditor()
  return (
    <Field label={text('outcome')}>
      <Select
        value={node.outcome}
        options={outcomes.map((outcome) => ({ value: outcome, label: words.code(`outcome.${outcome}`) }))}
        onValue={(outcome) => onNode({ ...node, outcome })}
      />
    </Field>
  )
}
