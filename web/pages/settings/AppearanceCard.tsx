import { useText } from '../../i18n/text.ts'
import { setPreferences, usePreferences } from '../../preferences.ts'
import { Card } from '../../ui/Card.tsx'
import { Switch } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'

/** Theme, density, text size and single keys: kept in this browser and shown at once. */
export function AppearanceCard() {
  const text = useText('settings')
  const { theme, density, textSize, singleKeys } = usePreferences()
  return (
    <Card title={text('appearance')}>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={text('theme')}>
          <Select
            value={theme}
            options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: text(`theme-${value}`) }))}
            onValue={(chosen) => setPreferences({ theme: chosen })}
          />
        </Field>
        <Field label={text('density')}>
          <Select
            value={density}
            options={(['comfortable', 'compact'] as const).map((value) => ({ value, label: text(`density-${value}`) }))}
            onValue={(chosen) => setPreferences({ density: chosen })}
          />
        </Field>
        <Field label={text('text-size')}>
          <Select
            value={textSize}
            options={(['small', 'medium', 'large', 'larger'] as const).map((value) => ({
              value,
              label: text(`size-${value}`),
            }))}
            onValue={(chosen) => setPreferences({ textSize: chosen })}
          />
        </Field>
      </div>
      <Switch
        className="mt-5"
        checked={singleKeys}
        onChecked={(on) => setPreferences({ singleKeys: on })}
        label={text('single-keys')}
        help={text('single-keys-detail')}
      />
    </Card>
  )
}
