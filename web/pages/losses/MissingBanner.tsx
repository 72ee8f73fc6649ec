import { Link } from '@tanstack/react-router'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import type { Figure, LossSearch } from './search.ts'

const link = 'inline-flex min-h-6 items-center underline underline-offset-2 pointer-coarse:min-h-11'

/** What is in no sum because a cost or a rate is missing, and where to add it. */
export function MissingBanner({ total, search }: { readonly total: Figure; readonly search: LossSearch }) {
  const text = useText('losses')
  const missing = [
    { count: total.lossesWithoutCost, key: 'missing-costs-loss', state: 'cost-missing' },
    { count: total.lossesWithoutRate, key: 'missing-rates-loss', state: 'rate-missing' },
    { count: total.shippedWithoutCost, key: 'missing-costs-sent', state: undefined },
    { count: total.shippedWithoutRate, key: 'missing-rates-sent', state: undefined },
  ] as const
  const shown = missing.filter(({ count }) => count > 0)
  if (shown.length === 0) return null
  return (
    <Banner tone="warn" title={text('missing-title')}>
      <ul className="flex flex-wrap gap-x-4">
        {shown.map(({ count, key, state }) => (
          <li key={key}>
            {state ? (
              <Link to="/losses" search={{ ...search, tab: 'ledger', state }} className={link}>
                {text(key, { count })}
              </Link>
            ) : (
              text(key, { count })
            )}
          </li>
        ))}
      </ul>
      <p className="flex flex-wrap gap-x-3">
        <span>{text('missing-detail')}</span>
        <Link to="/settings/{-$page}/{-$item}" params={{ page: 'products' }} className={link}>
          {text('add-costs')}
        </Link>
        <Link to="/settings/{-$page}/{-$item}" params={{ page: 'rates' }} className={link}>
          {text('add-rates')}
        </Link>
      </p>
    </Banner>
  )
}
