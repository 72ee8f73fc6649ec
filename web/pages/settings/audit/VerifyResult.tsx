import type { Schemas } from '../../../api/client.ts'
import { useText } from '../../../i18n/text.ts'
import { Banner } from '../../../ui/Banner.tsx'

/** What the chain looked like when it was followed: whole, or which entries do not fit. */
export function VerifyResult({ found }: { readonly found: Schemas['AuditVerification'] }) {
  const text = useText('audit')
  if (found.sound) return <Banner tone="ok">{text('sound', { count: found.checked })}</Banner>
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
    </Banner>
  )
}
