import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { PencilLine, Send } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { useMay } from '../../shell/session.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input, Textarea } from '../../ui/Input.tsx'
import type { LetterValues } from '../drafts.ts'
import { writeLetter } from '../letters.ts'
import { useUploads } from '../useUploads.ts'
import { ApprovalAsk } from './Approval.tsx'
import { LabelFile } from './LabelFile.tsx'
import { LetterGaps, LetterText, type StepLetter } from './LetterText.tsx'
import { NextButton } from './NextButton.tsx'
import { isGranted } from './returns.ts'
import type { Desk } from './useReturn.ts'
import type { ReturnWords } from './words.ts'

interface GoOnProps {
  readonly desk: Desk
  readonly words: ReturnWords
  /** The focus is in the card: the key that sends means this letter. */
  readonly isInside: boolean
}

/** The step that somebody takes by one press: the letter goes out as it is written, or the act is carried out and told. */
export function GoOn({ desk, words, isInside }: GoOnProps) {
  const { request, pending, decide } = desk
  const text = useText('returns')
  const hint = useCommand('return.go-on')
  const mayEdit = useMay('messages.edit-letter')
  const [filled, setFilled] = useState<LetterValues>({})
  const [edited, setEdited] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [withoutLetter, setWithoutLetter] = useState<string | null>(null)
  const letter = useFilledLetter(request.ticket.id, request.letter, filled)
  const uploads = useUploads()
  const { step } = request
  const isAct = step.kind === 'act'
  const hasLetter = step.template !== null && withoutLetter === null
  const needsFile = hasLetter && letter?.needsLabel === true && !filled['return.label_url']
  const fileIds = needsFile ? uploads.files.flatMap(({ id }) => id ?? []) : []
  const isMissing = hasLetter && letter !== null && edited === null && letter.missing.length > 0
  const isReady =
    step.node !== null &&
    !(hasLetter && letter === null) &&
    !isMissing &&
    !(needsFile && (fileIds.length === 0 || fileIds.length < uploads.files.length)) &&
    !(edited !== null && reason.trim() === '') &&
    !(withoutLetter !== null && withoutLetter.trim() === '')
  const go = (): void => {
    if (step.node === null || !isReady || pending) return
    decide({
      event: 'go-on',
      node: step.node,
      ...(hasLetter && Object.keys(filled).length > 0 && { values: filled }),
      ...(hasLetter && edited !== null && { text: edited, editReason: reason.trim() }),
      ...(fileIds.length > 0 && { uploadIds: fileIds }),
      ...(withoutLetter !== null && { withoutLetter: withoutLetter.trim() }),
    })
  }
  const needsApproval = step.needsApproval && !isGranted(request, null)
  useCommands({ 'return.go-on': isInside && !needsApproval ? go : undefined })
  if (needsApproval) return <ApprovalAsk desk={desk} option={null} />
  return (
    <div className="flex flex-col gap-2.5">
      {hasLetter && letter === null && (
        <Banner tone="warn">{text('no-letter', { key: step.template ?? '', language: text('its-language') })}</Banner>
      )}
      {hasLetter && letter && edited === null && (
        <LetterText
          title={words.title(letter.title)}
          language={letter.language}
          text={letter.text}
          meaning={letter.meaning}
        />
      )}
      {isMissing && (
        <LetterGaps
          names={letter.missing}
          currency={request.currency}
          onFill={(values) => setFilled({ ...filled, ...values })}
        />
      )}
      {needsFile && <LabelFile uploads={uploads} />}
      {hasLetter && edited !== null && (
        <>
          <Field label={text('letter')}>
            <Textarea value={edited} maxLength={50_000} onChange={({ target }) => setEdited(target.value)} />
          </Field>
          <Field label={text('edit-reason')} help={text('edit-reason-help')} required>
            <Input value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
          </Field>
        </>
      )}
      {withoutLetter !== null && (
        <Field label={text('without-letter-reason')} required>
          <Input value={withoutLetter} maxLength={500} onChange={({ target }) => setWithoutLetter(target.value)} />
        </Field>
      )}
      <div className="flex flex-wrap gap-1.5">
        <NextButton
          icon={Send}
          pending={pending}
          disabled={!isReady}
          title={`${hint.label} (${hint.keys.join(' ')})`}
          onClick={go}
        >
          {text(isAct ? (hasLetter ? 'do-and-send' : 'do') : 'send-letter')}
        </NextButton>
        {hasLetter && letter && mayEdit && (
          <Button
            size="small"
            tone="ghost"
            icon={PencilLine}
            onClick={() => setEdited(edited === null ? letter.text : null)}
          >
            {text(edited === null ? 'edit-letter' : 'edit-not')}
          </Button>
        )}
        {isAct && step.template !== null && (
          <Button size="small" tone="ghost" onClick={() => setWithoutLetter(withoutLetter === null ? '' : null)}>
            {text(withoutLetter === null ? 'without-letter' : 'with-letter')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The letter with what was filled in by hand in its place. */
function useFilledLetter(ticketId: string, letter: StepLetter | null, filled: LetterValues): StepLetter | null {
  const isFilled = letter !== null && Object.keys(filled).length > 0
  const written = useQuery({
    queryKey: ['ticket', ticketId, 'return-letter', letter?.key, letter?.values, filled],
    queryFn: () => writeLetter(ticketId, letter?.key ?? '', { ...filled, ...letter?.values }),
    enabled: isFilled,
    placeholderData: keepPreviousData,
  })
  if (!isFilled || !written.data) return letter
  const { text, meaning, missing } = written.data
  return { ...letter, text, meaning, missing }
}
