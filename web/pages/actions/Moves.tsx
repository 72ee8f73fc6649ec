import { useMutation } from '@tanstack/react-query'
import { CalendarClock, Check, RotateCcw, Undo2, XCircle } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { type ActionDetail, keepAction } from '../../parts/actions/actions.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { toast } from '../../ui/Toast.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useMove } from './useMove.ts'

const nobody = 'nobody'

/** Who does it, and what can be done with it now besides answering. */
export function Moves({ action }: { readonly action: ActionDetail }) {
  const text = useText('actions')
  const [asking, setAsking] = useState<'reopen' | 'withdraw' | 'postpone' | undefined>()
  const { id, owner, owners, moves } = action
  const move = useMove(id)
  const give = useMutation({
    mutationFn: (memberId: string | null) =>
      answered(api.PUT('/api/actions/{id}/owner', { params: { path: { id } }, body: { memberId } })),
    onSuccess: (detail) => {
      toast(text('given'))
      return keepAction(detail)
    },
  })
  const undo = useMutation({
    mutationFn: () => answered(api.POST('/api/actions/{id}/undo', { params: { path: { id } } })),
    onSuccess: (detail) => {
      toast(text('undone'))
      return keepAction(detail)
    },
  })
  const error = move.error ?? give.error ?? undo.error
  const known = owner && !owners.some((each) => each.id === owner.id) ? [...owners, owner] : owners
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-end gap-2">
        {action.mayGive && (
          <Field label={text('owner')} className="w-48">
            <Select
              value={owner?.id ?? nobody}
              disabled={give.isPending}
              options={[
                { value: nobody, label: text('anybody') },
                ...known.map((each) => ({ value: each.id, label: each.name })),
              ]}
              onValue={(chosen) => give.mutate(chosen === nobody ? null : chosen)}
            />
          </Field>
        )}
        {moves.includes('accept') && (
          <Button tone="primary" icon={Check} pending={move.isPending} onClick={() => move.mutate({ move: 'accept' })}>
            {text('move.accept')}
          </Button>
        )}
        {moves.includes('reopen') && (
          <Button icon={RotateCcw} onClick={() => setAsking('reopen')}>
            {text('move.reopen')}
          </Button>
        )}
        {action.mayPostpone && (
          <Button icon={CalendarClock} onClick={() => setAsking('postpone')}>
            {text('postpone')}
          </Button>
        )}
        {moves.includes('withdraw') && (
          <Button icon={XCircle} onClick={() => setAsking('withdraw')}>
            {text('move.withdraw')}
          </Button>
        )}
        {action.mayUndo && (
          <Button icon={Undo2} pending={undo.isPending} onClick={() => undo.mutate()}>
            {text('undo')}
          </Button>
        )}
      </div>
      {error && (
        <p role="alert" className="text-sm text-danger-ink">
          {error.message}
        </p>
      )}
      {asking && <ReasonDialog id={id} what={asking} onClose={() => setAsking(undefined)} />}
    </div>
  )
}
