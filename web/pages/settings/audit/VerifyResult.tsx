import { useText } from '../../../i18n/text.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { ProgressBar } from '../../../ui/ProgressBar.tsx'
import { Time } from '../../../ui/Time.tsx'
import type { Verification } from './verification.ts'

/** How far following the chain is; or what it looked like then: whole, or which entries do not fit. */
export function VerifyResult({ found }: { readonly found: Verification }) {
  const text = useText('audit')
  const { state, checked, total } = found
  if (state === 'running')
    return (
      <Banner title={text('verifying', { checked, total })}>
        <ProgressBar label={text('verify')} share={total === 0 ? 0 : Math.min(1, checked / total)} />
        <p>{text('verifying-detail')}</p>
      </Banner>
    )
  if (state === 'failed')
    return (
      <Banner tone="warn" title={text('verify-failed')}>
        <Asked found={found} />
      </Banner>
    )
  if (found.sound)
    return (
      <Banner tone="ok" title={text('sound', { count: checked })}>
        <Asked found={found} />
      </Banner>
    )
  return (
    <Banner tone="danger" title={text('broken')}>
      <p>{text('broken-detail')}</p>
      <ul className="mt-1 list-disc pl-5">
        {found.breaches.map(({ breach, from, to }) => (
          <li key={`${breach} ${from} ${to}`}>
            {breach === 'checkpoint-forged' || breach === 'checkpoint-differs' ? breach : text(breach, { from, to })}
          </li>
        ))}
      </ul>
      <Asked found={found} />
    </Banner>
  )
}

function Asked({ found }: { readonly found: Verification }) {
  const text = useText('audit')
  return (
    <p className="text-sm">
      {text('verified-by', { name: found.askedBy.name ?? text('unknown-member') })} ·{' '}
      <Time at={found.endedAt ?? found.askedAt} />
    </p>
  )
}
