import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft, Eraser, Pencil, Star, UserRound } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { textOf, useText } from '../../i18n/text.ts'
import { type Customer, customerQuery } from '../../parts/customers.ts'
import { Reveal } from '../../parts/Reveal.tsx'
import { useMay } from '../../shell/session.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card, Facts } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/Toast.tsx'
import { CustomerConsents } from './CustomerConsents.tsx'
import { CustomerFollowUps } from './CustomerFollowUps.tsx'
import { CustomerHistory } from './CustomerHistory.tsx'
import { CustomerMerging } from './CustomerMerging.tsx'
import { CustomerPrivacy } from './CustomerPrivacy.tsx'
import { CustomerStanding } from './CustomerStanding.tsx'
import type { CustomerSearch } from './search.ts'

/** Fetched when one edits: what a dialog needs is a sixth of the page (185 KiB with it, 156 without). */
const CustomerForm = lazy(async () => ({ default: (await import('./CustomerForm.tsx')).CustomerForm }))

interface CustomerViewProps {
  readonly id: string
  readonly search: CustomerSearch
  /** The other profile that is compared at once. */
  readonly mergeWith: string | undefined
}

/** One customer: who they are, what must be heeded, what they are worth, and all that happened with them. */
export function CustomerView({ id, search, mergeWith }: CustomerViewProps) {
  const text = useText('customers')
  const seesFollowUps = useMay('followups.read')
  const [reveal, setReveal] = useState(false)
  const [editing, setEditing] = useState(false)
  const query = useQuery(customerQuery(id, reveal))
  const customer = query.data
  useSurvivor(id, customer, search)
  return (
    <article className="min-w-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-5xl flex-col gap-3.5 p-5 max-md:p-4">
        <Link
          to="/customers/{-$customer}"
          params={{ customer: undefined }}
          search={search}
          className="inline-flex min-h-11 items-center gap-1.5 self-start text-muted md:hidden"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {text('back-to-list')}
        </Link>
        {query.isError && !customer && (
          <ErrorState title={text('load-failed')} error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <SkeletonLines lines={6} />}
        {customer && <Head customer={customer} onEdit={() => setEditing(true)} />}
        <div className="grid items-start gap-3.5 lg:grid-cols-2">
          {customer && (
            <About
              customer={customer}
              pending={query.isFetching}
              error={query.error}
              onReveal={() => setReveal(true)}
            />
          )}
          <CustomerStanding id={id} />
          <CustomerConsents id={id} />
          {seesFollowUps && <CustomerFollowUps id={id} />}
          {customer && <CustomerMerging customer={customer} mergeWith={mergeWith} />}
        </div>
        <CustomerHistory id={id} />
        {customer && <CustomerPrivacy customer={customer} />}
        {customer && editing && (
          <Suspense>
            <CustomerForm customer={customer} onClose={() => setEditing(false)} />
          </Suspense>
        )}
      </div>
    </article>
  )
}

/** The address of a profile that has become part of another leads to that one. */
function useSurvivor(id: string, customer: Customer | undefined, search: CustomerSearch): void {
  const navigate = useNavigate()
  const survivorId = customer && customer.id !== id ? customer.id : undefined
  useEffect(() => {
    if (survivorId === undefined) return
    toast(textOf('merging')('led-here'))
    void navigate({ to: '/customers/{-$customer}', params: { customer: survivorId }, search, replace: true })
  }, [survivorId, navigate, search])
}

function Head({ customer, onEdit }: { readonly customer: Customer; readonly onEdit: () => void }) {
  const text = useText('customers')
  const mayWrite = useMay('customers.write')
  const mayReveal = useMay('customers.reveal')
  const formats = useFormats()
  const { erasedAt } = customer
  return (
    <header className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="min-w-0 text-lg [overflow-wrap:anywhere]">
          {customer.name || text(erasedAt ? 'erased' : 'no-name')}
        </h2>
        {customer.vip && (
          <Badge tone="warn" icon={Star}>
            {text('important')}
          </Badge>
        )}
        {mayWrite && mayReveal && !erasedAt && (
          <Button icon={Pencil} className="ml-auto" onClick={onEdit}>
            {text('edit')}
          </Button>
        )}
      </div>
      {erasedAt && (
        <p className="inline-flex items-start gap-1.5 text-sm text-muted">
          <Eraser aria-hidden className="mt-0.5 size-4 shrink-0" />
          {text('erased-on', { date: formats.date(new Date(erasedAt)) })}
        </p>
      )}
      {customer.vipReason && (
        <p className="text-sm text-muted">{text('important-because', { reason: customer.vipReason })}</p>
      )}
    </header>
  )
}

interface AboutProps {
  readonly customer: Customer
  readonly pending: boolean
  readonly error: unknown
  readonly onReveal: () => void
}

/** How to reach them and what to heed. Addresses are masked until one asks to see them; that is written down. */
function About({ customer, pending, error, onReveal }: AboutProps) {
  const text = useText('customers')
  const formats = useFormats()
  const words = (value: string) => <span className="whitespace-pre-wrap">{value}</span>
  return (
    <Card title={text('profile')} icon={UserRound}>
      <Facts
        rows={[
          ...customer.contacts.map((contact) => ({
            name: text(`contact.${contact.kind}`),
            value: <span className="break-all">{contact.address}</span>,
          })),
          {
            name: text('language'),
            value: customer.language ? formats.languageName(customer.language) : text('not-known'),
          },
          { name: text('since'), value: formats.date(new Date(customer.createdAt)) },
          ...(customer.specialNeeds ? [{ name: text('special-needs'), value: words(customer.specialNeeds) }] : []),
          ...(customer.preferences ? [{ name: text('preferences'), value: words(customer.preferences) }] : []),
          ...(customer.notes ? [{ name: text('notes'), value: words(customer.notes) }] : []),
        ]}
      />
      {!customer.erasedAt && (
        <Reveal
          masked={customer.masked}
          pending={pending}
          error={error}
          words={{ reveal: text('reveal'), note: text('reveal-note'), revealed: text('revealed') }}
          onReveal={onReveal}
        />
      )}
    </Card>
  )
}
