import { useMutation } from '@tanstack/react-query'
import { ClipboardCheck } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { fieldError } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Textarea } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { toast } from '../../ui/Toast.tsx'
import { type FollowUpDetail, keepStep, type NewOutcome, suggestionsIn } from './followups.ts'

const outcomes = ['satisfied', 'neutral', 'dissatisfied', 'not-reached', 'refused'] as const
const ratings = ['none', '1', '2', '3', '4', '5'] as const

/** Records what came of a contact, or corrects what was recorded. */
export function OutcomeForm({ followUp }: { readonly followUp: FollowUpDetail }) {
  const text = useText('followups')
  const [outcome, setOutcome] = useState<NewOutcome['outcome'] | ''>('')
  const [rating, setRating] = useState<(typeof ratings)[number]>('none')
  const [note, setNote] = useState('')
  const [suggested, setSuggested] = useState('')
  const save = useMutation({
    mutationFn: (body: NewOutcome) =>
      answered(api.POST('/api/follow-ups/{id}/outcomes', { params: { path: { id: followUp.id } }, body })),
    onSuccess: (detail) => {
      toast(text('saved'))
      return keepStep(detail)
    },
  })
  const isReached = outcome !== 'not-reached'
  const isRated = isReached && outcome !== 'refused'
  const help = outcome === 'not-reached' || outcome === 'refused' ? text(`${outcome}-detail`) : undefined
  return (
    <Card title={text(followUp.state === 'open' ? 'result' : 'correct-result')} icon={ClipboardCheck}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (!outcome) return
          save.mutate({
            outcome,
            note: note.trim(),
            ...(isRated && rating !== 'none' && { satisfaction: Number(rating) }),
            ...(isReached && { suggestions: suggestionsIn(suggested) }),
          })
        }}
      >
        {save.error && <Banner tone="danger">{save.error.message}</Banner>}
        <Field label={text('outcome')} help={help} error={fieldError(save.error, 'outcome')} required>
          <Select
            value={outcome}
            placeholder
            options={outcomes.map((value) => ({ value, label: text(`outcome.${value}`) }))}
            onValue={setOutcome}
          />
        </Field>
        {isRated && (
          <Field label={text('satisfaction')} error={fieldError(save.error, 'satisfaction')}>
            <Select
              value={rating}
              options={ratings.map((value) => ({
                value,
                label: value === 'none' ? text('not-rated') : text(`satisfaction.${value}`),
              }))}
              onValue={setRating}
            />
          </Field>
        )}
        <Field label={text('note')} error={fieldError(save.error, 'note')}>
          <Textarea value={note} maxLength={2_000} rows={2} onChange={(event) => setNote(event.target.value)} />
        </Field>
        {isReached && (
          <Field
            label={text('suggestions-field')}
            help={text('suggestions-help')}
            error={fieldError(save.error, 'suggestions')}
          >
            <Textarea
              value={suggested}
              maxLength={20_000}
              rows={2}
              onChange={(event) => setSuggested(event.target.value)}
            />
          </Field>
        )}
        <FormActions>
          <Button type="submit" tone="primary" pending={save.isPending} disabled={!outcome}>
            {text('save')}
          </Button>
        </FormActions>
      </form>
    </Card>
  )
}
