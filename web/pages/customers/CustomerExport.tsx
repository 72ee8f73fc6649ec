import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Download, FileArchive } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import type { Customer } from '../../parts/customers.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { toastError } from '../../ui/Toast.tsx'
import { exportQuery, isUnderWay } from './erasure.ts'

/** A file of everything that is known of a customer, for one who asks what that is. */
export function CustomerExport({ customer }: { readonly customer: Customer }) {
  const text = useText('customers')
  const words = useText('ui')
  const formats = useFormats()
  const queries = useQueryClient()
  const path = { id: customer.id }
  const { data } = useQuery(exportQuery(customer.id))
  const ask = useMutation({
    mutationFn: () => answered(api.POST('/api/customers/{id}/export', { params: { path } })),
    onSuccess: (last) => queries.setQueryData(exportQuery(customer.id).queryKey, { last }),
    onError: (error) => toastError(words('failed-action'), error),
  })
  if (!data) return null
  const { last } = data
  const underWay = last !== null && isUnderWay(last)
  const asked = last && text('erase-asked', { who: last.askedBy.name, when: formats.full(new Date(last.askedAt)) })
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm text-muted">{text('export-about')}</p>
      {last?.status === 'failed' && <Banner tone="danger">{text('export-failed')}</Banner>}
      <div className="flex flex-wrap items-center gap-2">
        <Button icon={FileArchive} pending={underWay || ask.isPending} onClick={() => ask.mutate()}>
          {text('export')}
        </Button>
        {last?.isMine && last.expiresAt && last.size !== null && (
          <a
            href={`/api/customers/${customer.id}/exports/${last.id}/file`}
            download
            className="inline-flex h-9 items-center gap-2 rounded-lg border border-line bg-surface px-3.5 shadow-card hover:bg-hover compact:h-8 pointer-coarse:min-h-11"
          >
            <Download aria-hidden className="size-4" />
            {text('export-download', { size: formats.bytes(last.size) })}
          </a>
        )}
      </div>
      {last && (
        <p className="text-sm text-muted">
          {asked} {underWay && text('export-running')}
          {last.expiresAt && text('export-until', { date: formats.date(new Date(last.expiresAt)) })}
        </p>
      )}
    </div>
  )
}
