import { MessageSquareReply } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../../i18n/text.ts'
import type { ActionDetail } from '../../parts/actions/actions.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Textarea } from '../../ui/Input.tsx'
import { useMove } from './useMove.ts'

/** The department's answer. */
export function AnswerForm({ action }: { readonly action: ActionDetail }) {
  const text = useText('actions')
  const [answer, setAnswer] = useState('')
  const move = useMove(action.id)
  return (
    <Card title={text('answer')} icon={MessageSquareReply}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          move.mutate({ move: 'answer', text: answer.trim() })
        }}
      >
        <Field label={text('words.answer')} error={move.error?.message} required>
          <Textarea value={answer} rows={4} maxLength={5_000} onChange={(event) => setAnswer(event.target.value)} />
        </Field>
        <FormActions>
          <Button type="submit" tone="primary" pending={move.isPending} disabled={!answer.trim()}>
            {text('move.answer')}
          </Button>
        </FormActions>
      </form>
    </Card>
  )
}
