import { useMutation, useQuery } from '@tanstack/react-query'
import { ScanSearch } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { toastError } from '../../../ui/Toast.tsx'
import { checkKinds, cleanupsQuery, isLooking } from './cleanups.ts'

/** Has every kind counted anew. */
export function CheckAll() {
  const text = useText('cleanups')
  const words = useText('ui')
  const items = useQuery(cleanupsQuery).data?.items
  const check = useMutation({
    mutationFn: () => checkKinds(items?.map(({ kind }) => kind) ?? []),
    onError: (error) => toastError(words('failed-action'), error),
  })
  return (
    <Button
      tone="primary"
      icon={ScanSearch}
      disabled={!items}
      pending={check.isPending || items?.every(isLooking) === true}
      onClick={() => check.mutate()}
    >
      {text('check-all')}
    </Button>
  )
}
