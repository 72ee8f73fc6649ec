import { Plus, X } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import type { VersionOfList } from '../../parts/policies/versions.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { armLetter, type NewExperiment } from './experiments.ts'

const mostArms = 4

interface ArmFieldsProps {
  readonly arms: NewExperiment['arms']
  readonly versions: readonly VersionOfList[]
  /** The control: the version in force. */
  readonly inForce: string | undefined
  readonly onArms: (arms: NewExperiment['arms']) => void
}

/** Which versions run beside one another, and how many of the buyers come to each. */
export function ArmFields({ arms, versions, inForce, onArms }: ArmFieldsProps) {
  const text = useText('experiments')
  const taken = new Set(arms.map(({ versionId }) => versionId))
  const free = versions.filter(({ id }) => !taken.has(id))
  const change = (at: number, part: Partial<NewExperiment['arms'][number]>): void =>
    onArms(arms.map((arm, place) => (place === at ? { ...arm, ...part } : arm)))
  const label = ({ number, state, isInForce }: VersionOfList): string =>
    text('version-option', { number, state: text(isInForce ? 'in-force' : `version.${state}`) })
  const next = free.find(({ state }) => state === 'approved') ?? free[0]
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1.5 font-medium">{text('arms')}</legend>
      <p className="text-sm text-muted">{text('arms-help')}</p>
      {arms.map((arm, at) => (
        <div key={arm.versionId} className="flex items-end gap-2">
          <Field label={text(at === 0 ? 'arm-control' : 'arm-nr', { arm: armLetter(at) })} className="flex-1">
            <Select
              value={arm.versionId}
              disabled={at === 0 && arm.versionId === inForce}
              options={versions
                .filter(({ id }) => id === arm.versionId || !taken.has(id))
                .map((version) => ({ value: version.id, label: label(version) }))}
              onValue={(versionId) => change(at, { versionId })}
            />
          </Field>
          <Field label={text('weight')} className="w-24">
            <Input
              type="number"
              min={1}
              max={99}
              value={arm.weight}
              onChange={({ target }) =>
                change(at, { weight: Math.min(99, Math.max(1, Math.trunc(Number(target.value)) || 1)) })
              }
            />
          </Field>
          {at > 0 && (
            <IconButton
              icon={X}
              label={text('remove-arm', { arm: armLetter(at) })}
              onClick={() => onArms(arms.filter((_, place) => place !== at))}
            />
          )}
        </div>
      ))}
      {arms.length < mostArms && (
        <Button
          icon={Plus}
          className="self-start"
          disabled={!next}
          onClick={() => next && onArms([...arms, { versionId: next.id, weight: 1 }])}
        >
          {text('add-arm')}
        </Button>
      )}
      {!next && arms.length < 2 && <p className="text-sm text-muted">{text('no-other-version')}</p>}
    </fieldset>
  )
}
