import { useMutation } from '@tanstack/react-query'
import { ImagePlus } from 'lucide-react'
import { useRef, useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { fieldError } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Textarea } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { UploadList } from '../UploadList.tsx'
import { useUploads } from '../useUploads.ts'
import { AmountField } from './FactField.tsx'
import { ParcelForm, type ParcelFormProps } from './ParcelForm.tsx'
import { conditions, dispositions } from './returns.ts'

/** Photos that one grading may bring; the server takes no more at once. */
const mostPhotos = 10

/** Says in which condition the goods came back, with photos, and what is made of them. */
export function GradeDialog({ request, words, onKept, onClose }: ParcelFormProps) {
  const text = useText('returns')
  const { parcel } = request
  const [condition, setCondition] = useState(parcel?.condition ?? null)
  const [disposition, setDisposition] = useState(parcel?.disposition ?? null)
  const [resaleValue, setResaleValue] = useState(parcel?.resaleValue ?? null)
  const [note, setNote] = useState(parcel?.note ?? '')
  const uploads = useUploads()
  const input = useRef<HTMLInputElement>(null)
  const save = useMutation({
    mutationFn: () => {
      if (condition === null) throw new Error('no condition was chosen')
      const uploadIds = uploads.files.flatMap(({ id }) => id ?? [])
      const body = { condition, disposition, resaleValue, note: note.trim(), uploadIds }
      return answered(api.PUT('/api/returns/{id}/grading', { params: { path: { id: request.id } }, body }))
    },
    onSuccess: onKept,
  })
  const isReady =
    condition !== null && uploads.files.length <= mostPhotos && uploads.files.every(({ id }) => id !== null)
  return (
    <ParcelForm
      title={text('grade-title')}
      detail={text('grade-detail')}
      save={save}
      isReady={isReady}
      onClose={onClose}
    >
      <Field label={words.fact('condition')} error={fieldError(save.error, 'condition')} required>
        <Select
          value={condition ?? ''}
          placeholder
          options={conditions.map((value) => ({ value, label: words.value('condition', value) }))}
          onValue={setCondition}
        />
      </Field>
      <Field label={text('disposition')}>
        <Select
          value={disposition ?? ''}
          placeholder
          options={dispositions.map((value) => ({ value, label: text(`disposition.${value}`) }))}
          onValue={setDisposition}
        />
      </Field>
      <AmountField
        label={`${words.fact('resaleValue')} (${request.currency})`}
        value={resaleValue}
        currency={request.currency}
        error={fieldError(save.error, 'resaleValue')}
        onValue={setResaleValue}
      />
      <Field label={text('note')} error={fieldError(save.error, 'note')}>
        <Textarea value={note} maxLength={2_000} onChange={({ target }) => setNote(target.value)} />
      </Field>
      <div className="flex flex-col gap-2">
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept="image/png,image/jpeg,image/webp,image/gif,image/heic,image/heif"
          onChange={(event) => {
            uploads.add(event.target.files ?? [])
            // The same file may be chosen again after it was removed.
            event.target.value = ''
          }}
        />
        <Button icon={ImagePlus} size="small" className="self-start" onClick={() => input.current?.click()}>
          {text('add-photos')}
        </Button>
        <UploadList uploads={uploads} />
        {uploads.files.length > mostPhotos && (
          <p role="alert" className="text-sm text-danger-ink">
            {text('too-many-photos', { most: mostPhotos })}
          </p>
        )}
      </div>
    </ParcelForm>
  )
}
