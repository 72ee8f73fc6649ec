import { ArrowDown, ArrowUp, Plus } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { CostsField } from './Amounts.tsx'
import { Part, TargetField, TitleFields } from './Basics.tsx'
import { ConditionField } from './ConditionField.tsx'
import { useEditor } from './editor.ts'
import { MovesField } from './Moves.tsx'
import { freeName, type NodeOf, newBranch, newOption, type PolicyNode } from './tree.ts'

interface FieldsProps<Node extends PolicyNode> {
  readonly node: Node
  readonly onNode: (node: PolicyNode, about?: string) => void
}

/** The list with one part moved by so many places. */
function moved<One>(list: readonly One[], at: number, by: number): One[] {
  const left = list.filter((_, other) => other !== at)
  return [...left.slice(0, at + by), ...list.slice(at, at + 1), ...left.slice(at + by)]
}

interface OrderProps {
  readonly at: number
  readonly of: number
  readonly onMove: (by: number) => void
}

function Order({ at, of, onMove }: OrderProps) {
  const text = useText('policyEditor')
  return (
    <span className="flex gap-1">
      <IconButton icon={ArrowUp} size="small" label={text('move-up')} disabled={at === 0} onClick={() => onMove(-1)} />
      <IconButton
        icon={ArrowDown}
        size="small"
        label={text('move-down')}
        disabled={at === of - 1}
        onClick={() => onMove(1)}
      />
    </span>
  )
}

/** The branches of a decision, in the order in which they are tried. */
export function DecisionFields({ node, onNode }: FieldsProps<NodeOf<'decision'>>) {
  const text = useText('policyEditor')
  const { words } = useEditor()
  const keep = (branches: typeof node.branches, about?: string): void => onNode({ ...node, branches }, about)
  return (
    <>
      {node.branches.map((branch, at) => {
        const set = (next: typeof branch, about?: string): void =>
          keep(
            node.branches.map((old, other) => (other === at ? next : old)),
            about && `branch ${at} ${about}`,
          )
        return (
          <Part
            // Branches have no name of their own: their place is all there is.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={at}
            title={text('part-nr', { nr: at + 1, title: words.title(branch.title) })}
            onRemove={
              node.branches.length > 1 ? () => keep(node.branches.filter((_, other) => other !== at)) : undefined
            }
          >
            <Order at={at} of={node.branches.length} onMove={(by) => keep(moved(node.branches, at, by))} />
            <TitleFields value={branch.title} onValue={(title) => set({ ...branch, title }, 'title')} />
            <Field label={text('rule')} help={text('rule-help')} optional>
              <Input
                value={branch.rule ?? ''}
                maxLength={40}
                onChange={(event) => {
                  const { rule: _, ...rest } = branch
                  set(event.target.value === '' ? rest : { ...rest, rule: event.target.value }, 'rule')
                }}
              />
            </Field>
            <ConditionField label={text('when')} value={branch.when} onValue={(when) => set({ ...branch, when })} />
            <Field label={text('if-unknown')}>
              <Select
                value={branch.ifUnknown ?? 'ask'}
                options={(['ask', 'no', 'yes'] as const).map((one) => ({ value: one, label: text(`unknown-${one}`) }))}
                onValue={(ifUnknown) => set({ ...branch, ifUnknown })}
              />
            </Field>
            <TargetField label={text('leads-to')} value={branch.to} onValue={(to) => set({ ...branch, to })} />
          </Part>
        )
      })}
      <Button
        size="small"
        icon={Plus}
        className="self-start"
        disabled={node.branches.length >= 20}
        onClick={() => keep([...node.branches, newBranch(node.otherwise)])}
      >
        {text('add-branch')}
      </Button>
      <TargetField
        label={text('way.otherwise')}
        value={node.otherwise}
        onValue={(otherwise) => onNode({ ...node, otherwise })}
      />
    </>
  )
}

/** The resolutions among which the agent chooses, each with what it costs. */
export function OptionsFields({ node, onNode }: FieldsProps<NodeOf<'options'>>) {
  const text = useText('policyEditor')
  const { words } = useEditor()
  const keep = (options: typeof node.options, about?: string): void => onNode({ ...node, options }, about)
  return (
    <>
      {node.options.map((option, at) => {
        const set = (next: typeof option, about?: string): void =>
          keep(
            node.options.map((old, other) => (other === at ? next : old)),
            about && `option ${at} ${about}`,
          )
        const { when, ...open } = option
        return (
          <Part
            key={option.key}
            title={text('part-nr', { nr: at + 1, title: words.title(option.title) })}
            onRemove={node.options.length > 1 ? () => keep(node.options.filter((_, other) => other !== at)) : undefined}
          >
            <Order at={at} of={node.options.length} onMove={(by) => keep(moved(node.options, at, by))} />
            <TitleFields value={option.title} onValue={(title) => set({ ...option, title }, 'title')} />
            <MovesField label={text('moves')} value={option.moves} onValue={(moves) => set({ ...option, moves })} />
            <Checkbox
              label={text('only-if')}
              checked={when !== undefined}
              onChecked={(isBound) => set(isBound ? { ...open, when: { fact: 'isQuality', is: true } } : open)}
            />
            {when !== undefined && (
              <ConditionField label={text('when')} value={when} onValue={(next) => set({ ...option, when: next })} />
            )}
            <CostsField
              value={option.costs ?? []}
              onValue={(costs) => {
                const { costs: _, ...rest } = option
                set(costs.length > 0 ? { ...rest, costs } : rest)
              }}
            />
            <TargetField label={text('leads-to')} value={option.to} onValue={(to) => set({ ...option, to })} />
          </Part>
        )
      })}
      <Button
        size="small"
        icon={Plus}
        className="self-start"
        disabled={node.options.length >= 12}
        onClick={() => {
          const taken = Object.fromEntries(node.options.map(({ key }) => [key, true]))
          keep([...node.options, newOption(freeName(taken, 'record'), node.options[0]?.to ?? '')])
        }}
      >
        {text('add-option')}
      </Button>
    </>
  )
}
