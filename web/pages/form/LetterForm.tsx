import { useMutation } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { newKey } from '../../api/client.ts'
import { BuyerPhotos } from '../../parts/BuyerPhotos.tsx'
import { type BuyerLanguage, fittingPhotos } from '../../parts/buyer.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input, Textarea } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { blank, mendingOf, refusedFields, type Written, wasTrapped, wrongFields } from './letter.ts'
import { type Form, sendLetter, type Taken } from './queries.ts'
import type { Field as FieldName, Words } from './words.ts'

interface LetterFormProps {
  readonly secret: string
  readonly form: Form
  readonly language: BuyerLanguage
  readonly words: Words
  readonly onTaken: (taken: Taken, address: string) => void
}

/** What a buyer fills in. It stays until the server has it; sending again never makes a second ticket. */
export function LetterForm({ secret, form, language, words, onTaken }: LetterFormProps) {
  const id = useId()
  const box = useRef<HTMLFormElement>(null)
  const [written, setWritten] = useState<Written>(blank)
  const [photos, setPhotos] = useState<readonly File[]>([])
  const [past, setPast] = useState<'size' | 'count' | null>(null)
  const [missed, setMissed] = useState<readonly FieldName[]>([])
  // One key for one content: what was changed is another letter.
  const key = useRef(newKey())
  const send = useMutation({
    mutationFn: () => sendLetter(secret, written, language, photos, key.current),
    networkMode: 'always',
    onSuccess: (taken) => onTaken(taken, written.email.trim()),
    onError: (error) => {
      if (wasTrapped(error)) change({ website: '' })
      toFirst(refusedFields(error))
    },
  })
  const change = (some: Partial<Written>) => {
    key.current = newKey()
    setWritten((before) => ({ ...before, ...some }))
    setMissed((before) => before.filter((field) => !(field in some)))
  }
  const choose = (files: readonly File[]) => {
    const fitting = fittingPhotos(files)
    key.current = newKey()
    setPast(fitting.past)
    setPhotos(fitting.files)
  }
  const toFirst = ([first]: readonly FieldName[]) => {
    if (first) box.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
  }
  const wrong = [...missed, ...(send.isError ? refusedFields(send.error) : [])]
  const at = (field: FieldName) => (wrong.includes(field) ? words.wrong[field] : null)
  const bind = (name: Exclude<FieldName, 'reason'>) => ({
    name,
    value: written[name],
    className: 'text-lg',
    onChange: ({ target }: { readonly target: { readonly value: string } }) => change({ [name]: target.value }),
  })
  return (
    <form
      ref={box}
      noValidate
      aria-label={words.title(form.storeName)}
      className="flex flex-col gap-5 rounded-2xl border border-line bg-surface p-5 shadow-card"
      onSubmit={(event) => {
        event.preventDefault()
        if (send.isPending) return
        const faults = wrongFields(written)
        setMissed(faults)
        send.reset()
        if (faults.length > 0) toFirst(faults)
        else send.mutate()
      }}
    >
      <Field label={words.name} error={at('name')} required>
        <Input {...bind('name')} autoComplete="name" maxLength={120} />
      </Field>
      <Field label={words.email} help={form.answersByMail ? words.emailHelp : undefined} error={at('email')} required>
        <Input {...bind('email')} type="email" autoComplete="email" maxLength={254} />
      </Field>
      <Field
        label={
          <>
            {words.orderNumber} <span className="font-normal text-muted">({words.optional})</span>
          </>
        }
        error={at('orderNumber')}
      >
        <Input {...bind('orderNumber')} autoComplete="off" spellCheck={false} maxLength={60} />
      </Field>
      <Field label={words.reason} error={at('reason')} required>
        <Select
          name="reason"
          className="text-lg"
          value={written.reason}
          placeholder={words.choose}
          options={form.reasons.map((reason) => ({ value: reason, label: words.reasons[reason] }))}
          onValue={(reason) => change({ reason })}
        />
      </Field>
      <Field label={words.text} error={at('text')} required>
        <Textarea {...bind('text')} className="min-h-32 text-lg" dir="auto" maxLength={4_000} />
      </Field>
      {/* No person sees or reaches this field: what is in it was put there by a program. */}
      <div aria-hidden="true" className="absolute -left-[10000px] size-px overflow-hidden">
        <label htmlFor={`${id}-website`}>{words.doNotFill}</label>
        <input
          id={`${id}-website`}
          name="website"
          tabIndex={-1}
          autoComplete="off"
          value={written.website}
          onChange={(event) => change({ website: event.target.value })}
        />
      </div>
      <section aria-labelledby={`${id}-photos`} className="flex flex-col gap-3">
        <h2 id={`${id}-photos`} className="text-sm font-medium">
          {words.photos} <span className="font-normal text-muted">({words.optional})</span>
        </h2>
        <BuyerPhotos
          files={photos}
          onFiles={choose}
          disabled={send.isPending}
          problem={past && (past === 'size' ? words.tooLarge : words.tooMany)}
          words={words}
        />
      </section>
      {(missed.length > 0 || send.isError) && (
        <p role="alert" className="text-danger-ink">
          {missed.length > 0 ? words.someWrong : mendingOf(send.error, words)}
        </p>
      )}
      <Button type="submit" tone="primary" icon={Send} pending={send.isPending} className="h-11 self-start px-6">
        {words.send}
      </Button>
    </form>
  )
}
