import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { Select } from '../../../ui/Select.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { Ticks } from '../Ticks.tsx'
import { type PhraseClass, phraseClasses } from './phrases.ts'
import { letterLanguages, marketplaceKinds } from './templates.ts'

interface PhraseDialogProps {
  readonly onClose: () => void
  readonly onAdded: () => Promise<unknown>
}

/** A phrase of the workspace's own. */
export function PhraseDialog({ onClose, onAdded }: PhraseDialogProps) {
  const text = useText('templates')
  const places = useText('stores')
  const words = useText('ui')
  const formats = useFormats()
  const [of, setOf] = useState<PhraseClass>('blame')
  const [language, setLanguage] = useState('*')
  const [pattern, setPattern] = useState('')
  const [marketplaces, setMarketplaces] = useState<(typeof marketplaceKinds)[number][]>([])
  const add = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/phrases', { body: { class: of, language, pattern: pattern.trim(), marketplaces } })),
    onSuccess: () => {
      toast(text('phrase-added'))
      onClose()
      return onAdded()
    },
  })
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text('add-phrase')}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        <Field label={text('phrase')} help={text('phrase-help')} error={add.error?.message} required>
          <Input maxLength={200} value={pattern} onChange={(event) => setPattern(event.target.value)} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={text('class')}>
            <Select
              value={of}
              options={phraseClasses.map((value) => ({ value, label: text(`class.${value}`) }))}
              onValue={setOf}
            />
          </Field>
          <Field label={text('language')}>
            <Select
              value={language}
              options={[
                { value: '*', label: text('every-language') },
                ...letterLanguages.map((value) => ({ value: value as string, label: formats.languageName(value) })),
              ]}
              onValue={setLanguage}
            />
          </Field>
        </div>
        <Ticks
          label={text('holds-on')}
          help={marketplaces.length === 0 ? text('everywhere') : undefined}
          options={marketplaceKinds.map((value) => ({ value, label: places(`kind-${value}`) }))}
          values={marketplaces}
          onValues={setMarketplaces}
        />
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" tone="primary" pending={add.isPending} disabled={pattern.trim().length < 2}>
            {text('add-phrase')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
