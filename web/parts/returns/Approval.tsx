import { ShieldQuestion } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { useSession } from '../../shell/session.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Input, Textarea } from '../../ui/Input.tsx'
import { Time } from '../../ui/Time.tsx'
import { NextButton } from './NextButton.tsx'
import type { Desk } from './useReturn.ts'
import type { ReturnWords } from './words.ts'

/** Asks somebody above for what costs more than one may decide alone. */
export function ApprovalAsk({ desk, option }: { readonly desk: Desk; readonly option: string | null }) {
  const { request, pending, decide } = desk
  const text = useText('returns')
  const ui = useText('ui')
  const [note, setNote] = useState<string | null>(null)
  const isAsked = request.approval?.state === 'asked' && request.approval.option === option
  if (isAsked) return <p className="text-sm text-muted">{text('approval-waits')}</p>
  return (
    <>
      <NextButton icon={ShieldQuestion} tone="secondary" onClick={() => setNote('')}>
        {text('ask-approval')}
      </NextButton>
      {note !== null && (
        <Dialog
          open
          onOpen={() => setNote(null)}
          title={text('ask-approval-title')}
          description={text('ask-approval-detail')}
          width="narrow"
        >
          <form
            className="flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault()
              decide({ event: 'ask-approval', note: note.trim(), ...(option !== null && { option }) }, () =>
                setNote(null),
              )
            }}
          >
            <Field label={text('approval-note')}>
              <Textarea value={note} maxLength={500} onChange={({ target }) => setNote(target.value)} />
            </Field>
            <FormActions>
              <Button onClick={() => setNote(null)}>{ui('cancel')}</Button>
              <Button type="submit" tone="primary" pending={pending}>
                {text('ask-approval-do')}
              </Button>
            </FormActions>
          </form>
        </Dialog>
      )}
    </>
  )
}

/** What was asked of somebody above, what it costs, and how they decided. */
export function ApprovalNote({ desk, words }: { readonly desk: Desk; readonly words: ReturnWords }) {
  const { request, pending, decide } = desk
  const text = useText('returns')
  const { member } = useSession()
  const [answer, setAnswer] = useState('')
  const { approval, may, step } = request
  if (!approval) return null
  const option = step.options.find(({ key }) => key === approval.option)
  const what = option ? words.title(option.title) : words.title(step.title)
  const isMine = approval.askedBy?.id === member.id
  const given = answer.trim() === '' ? {} : { answer: answer.trim() }
  const tone = approval.state === 'granted' ? 'ok' : approval.state === 'refused' ? 'danger' : 'info'
  return (
    <Banner tone={tone} title={text(`approval-${approval.state}`)}>
      <p className="text-sm break-words">
        {text('approval-line', { name: approval.askedBy?.name ?? '', what, cost: words.money(approval.cost) })}{' '}
        <Time at={approval.askedAt} />
      </p>
      {approval.note && <p className="text-sm break-words">{approval.note}</p>}
      {approval.state !== 'asked' && (
        <p className="text-sm break-words">
          {approval.decidedBy?.name}
          {approval.answer && `: ${approval.answer}`}
        </p>
      )}
      {approval.state === 'asked' && may.approve && isMine && <p className="text-sm">{text('approval-not-own')}</p>}
      {approval.state === 'asked' && may.approve && !isMine && (
        <div className="mt-2 flex flex-col gap-2 text-ink">
          <Field label={text('approval-answer')}>
            <Input value={answer} maxLength={500} onChange={({ target }) => setAnswer(target.value)} />
          </Field>
          <div className="flex flex-wrap gap-1.5">
            <NextButton pending={pending} onClick={() => decide({ event: 'approve', granted: true, ...given })}>
              {text('approve')}
            </NextButton>
            <Button
              size="small"
              disabled={pending}
              onClick={() => decide({ event: 'approve', granted: false, ...given })}
            >
              {text('approve-not')}
            </Button>
          </div>
        </div>
      )}
    </Banner>
  )
}
