import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { fieldError } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { type Customer, customerQuery } from '../../parts/customers.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Input } from '../../ui/Input.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { toast, toastError } from '../../ui/Toast.tsx'
import { FindOther } from './FindOther.tsx'
import { MergeSides } from './MergeSides.tsx'
import {
  chosenFields,
  type Likeness,
  likenessQuery,
  type MergeField,
  mergeRows,
  type NewMerge,
  type Side,
} from './merging.ts'

interface MergeDialogProps {
  readonly customer: Customer
  /** Whom it is compared with; looked for first when left out. */
  readonly otherId: string | undefined
  readonly onClose: () => void
}

/** Two profiles side by side, to become one. */
export function MergeDialog({ customer, otherId, onClose }: MergeDialogProps) {
  const text = useText('merging')
  const [chosenId, setChosenId] = useState(otherId)
  return (
    <Dialog
      open
      onOpen={onClose}
      width="wide"
      title={text(chosenId === undefined ? 'find-title' : 'merge-title')}
      description={chosenId === undefined ? undefined : text('merge-note')}
    >
      {chosenId === undefined ? (
        <FindOther exceptId={customer.id} onFound={setChosenId} />
      ) : (
        <Compared customer={customer} otherId={chosenId} onClose={onClose} />
      )}
    </Dialog>
  )
}

function Compared({ customer, otherId, onClose }: MergeDialogProps & { readonly otherId: string }) {
  const likeness = useQuery(likenessQuery(customer.id, otherId))
  // The other's own row, as the list shows it: fresh, for what is merged must be what was seen.
  const other = useQuery({ ...customerQuery(otherId, false), staleTime: 0 })
  const own = useQuery({ ...customerQuery(customer.id, false), staleTime: 0 })
  const error = likeness.error ?? other.error ?? own.error
  if (likeness.data && other.data && own.data)
    return <MergeForm customer={own.data} other={other.data} likeness={likeness.data} onClose={onClose} />
  const retry = () => void Promise.all([likeness, other, own].map((query) => query.refetch()))
  if (error) return <ErrorState error={error} onRetry={retry} />
  return <SkeletonLines lines={6} />
}

interface MergeFormProps {
  readonly customer: Customer
  readonly other: Customer
  readonly likeness: Likeness
  readonly onClose: () => void
}

function MergeForm({ customer, other, likeness, onClose }: MergeFormProps) {
  const text = useText('merging')
  const words = useText('ui')
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<{ readonly [field in MergeField]?: Side }>({})
  const [reason, setReason] = useState('')
  const rows = mergeRows(customer, other)
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['customer'] }),
      queries.invalidateQueries({ queryKey: ['customers'] }),
    ])
  const merge = useMutation({
    mutationFn: (body: NewMerge) =>
      answered(api.POST('/api/customers/{id}/merge', { params: { path: { id: customer.id } }, body })),
    onSuccess: async () => {
      toast(text('merged'), { seconds: 12, action: { label: text('undo'), run: () => void takeBack() } })
      onClose()
      await refresh()
    },
    // Somebody may have changed either meanwhile: what is shown then is what will be merged.
    onError: () => void Promise.all([refresh(), queries.invalidateQueries({ queryKey: ['likeness'] })]),
  })
  const takeBack = async (): Promise<void> => {
    try {
      await answered(api.POST('/api/customers/{id}/unmerge', { params: { path: { id: other.id } } }))
      toast(text('undone'))
    } catch (error) {
      toastError(text('undo-failed'), error)
    }
    await refresh()
  }
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const seen = { this: customer.updatedAt, other: other.updatedAt }
        merge.mutate({ otherId: other.id, fields: chosenFields(rows, chosen), reason: reason.trim(), seen })
      }}
    >
      {merge.error && <Banner tone="danger">{merge.error.message}</Banner>}
      <MergeSides
        customer={customer}
        other={other}
        rows={rows}
        chosen={chosen}
        onChoose={(field, side) => setChosen({ ...chosen, [field]: side })}
      />
      {likeness.crossings.length > 0 && (
        <>
          <Crossings likeness={likeness} />
          <Field label={text('reason')} error={fieldError(merge.error, 'reason')} required>
            <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </>
      )}
      <FormActions>
        <Button onClick={onClose}>{words('cancel')}</Button>
        <Button type="submit" tone="primary" pending={merge.isPending}>
          {text('merge')}
        </Button>
      </FormActions>
    </form>
  )
}

function Crossings({ likeness }: { readonly likeness: Likeness }) {
  const text = useText('merging')
  const customers = useText('customers')
  const aliases = likeness.crossings.map(({ kind, storeName }) =>
    text('alias-of', { alias: customers(`contact.${kind}`), store: storeName || customers('not-known') }),
  )
  return <Banner tone="warn">{text('crossing', { aliases: aliases.join(' · ') })}</Banner>
}
