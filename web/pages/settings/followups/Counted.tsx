import { useText } from '../../../i18n/text.ts'
import { Facts } from '../../../ui/Card.tsx'
import type { Counts } from './plans.ts'

/** Whom a plan has, and whom it may not reach and why. */
export function Counted({ counts }: { readonly counts: Counts }) {
  const text = useText('followUpPlans')
  const figure = (count: number) => <span className="tabular-nums">{count}</span>
  return (
    <Facts
      rows={[
        { name: text('customers'), value: figure(counts.customers) },
        { name: text('now-due'), value: figure(counts.due) },
        { name: text('have-open'), value: figure(counts.open) },
        { name: text('due-later'), value: figure(counts.later) },
        ...(counts.nothingYet > 0 ? [{ name: text('nothing-yet'), value: figure(counts.nothingYet) }] : []),
        ...counts.unreachable.map(({ reason, count }) => ({
          name: text('not-reachable'),
          value: (
            <>
              {figure(count)} · {text(`why.${reason}`)}
            </>
          ),
        })),
      ]}
    />
  )
}
