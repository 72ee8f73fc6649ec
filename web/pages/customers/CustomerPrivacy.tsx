import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Eraser, ShieldCheck } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useLooseText, useText } from '../../i18n/text.ts'
import type { Customer } from '../../parts/customers.ts'
import { useMay } from '../../shell/session.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { CustomerExport } from './CustomerExport.tsx'
import { type Erasure, erasureQuery, isUnderWay, shareOf } from './erasure.ts'
import { ReachList } from './ReachList.tsx'

const ErasureDialog = lazy(async () => ({ default: (await import('./ErasureDialog.tsx')).ErasureDialog }))

/** What a customer may ask of the desk: to be told what is known, or to be forgotten. For those only who may do it. */
export function CustomerPrivacy({ customer }: { readonly customer: Customer }) {
  const text = useText('customers')
  const mayErase = useMay('customers.erase')
  const mayExport = useMay('customers.export') && !customer.erasedAt
  if (!mayErase && !mayExport) return null
  return (
    <Card title={text('privacy')} icon={ShieldCheck}>
      <div className="flex flex-col gap-5">
        {mayExport && <CustomerExport customer={customer} />}
        {mayErase && <CustomerErasure customer={customer} />}
      </div>
    </Card>
  )
}

function CustomerErasure({ customer }: { readonly customer: Customer }) {
  const text = useText('customers')
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const query = useQuery(erasureQuery(customer.id))
  const last = query.data?.last ?? null
  const status = last?.status
  const before = useRef(status)
  // The profile, its history and the list show another customer once the erasure has begun, and again when it is done.
  useEffect(() => {
    const known = before.current
    before.current = status
    if (known === undefined || known === status) return
    void queries.invalidateQueries({
      predicate: ({ queryKey: [name, id, part] }) => name === 'customer' && id === customer.id && part !== 'erasure',
    })
    void queries.invalidateQueries({ queryKey: ['customers'] })
  }, [status, customer.id, queries])
  return (
    <>
      <div className="flex flex-col gap-3">
        {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {last && <Progress erasure={last} />}
        {query.data && (last === null || last.status === 'failed') && (
          <>
            {!last && <p className="text-sm text-muted">{text('erase-about')}</p>}
            <Button icon={Eraser} className="self-start" onClick={() => setAsking(true)}>
              {text(last ? 'erase-go-on' : 'erase')}
            </Button>
          </>
        )}
      </div>
      {asking && (
        <Suspense>
          <ErasureDialog customer={customer} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  )
}

function Progress({ erasure }: { readonly erasure: Erasure }) {
  const text = useText('customers')
  const loose = useLooseText('customers')
  const formats = useFormats()
  const at = (moment: string): string => formats.full(new Date(moment))
  const asked = text('erase-asked', { who: erasure.askedBy.name, when: at(erasure.askedAt) })
  return (
    <>
      {erasure.status === 'failed' && (
        <Banner tone="danger" title={text('erase-failed')}>
          {loose(`problem.${erasure.problem}`) ?? text('problem.customers.erasure-failed')}
        </Banner>
      )}
      {isUnderWay(erasure) && (
        <>
          <ProgressBar label={text('erase-running')} share={shareOf(erasure)} />
          <p className="text-sm text-muted">{text(erasure.status === 'waiting' ? 'erase-waiting' : 'erase-running')}</p>
        </>
      )}
      {erasure.status === 'done' && erasure.endedAt && (
        <p className="text-sm">{text('erase-done', { when: at(erasure.endedAt) })}</p>
      )}
      <ReachList reached={erasure.erased} />
      <p className="text-sm text-muted">{asked}</p>
    </>
  )
}
