import { CircleCheck, CircleDashed, CircleX } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Schemas } from '../../../api/client.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { classes } from '../../../ui/classes.ts'

type Report = Schemas['ConnectionReport']

interface ConnectionReportsProps {
  readonly reports: readonly Report[]
  readonly onTrust: (protocol: Report['protocol'], certificate: string) => void
}

const orders: { readonly [protocol in Report['protocol']]: readonly Report['steps'][number]['step'][] } = {
  imap: ['name', 'reach', 'encryption', 'sign-in', 'folder'],
  smtp: ['name', 'reach', 'encryption', 'sign-in'],
}

/** What a test of the connection found: every step, what is wrong and how to mend it. */
export function ConnectionReports({ reports, onTrust }: ConnectionReportsProps) {
  const box = useRef<HTMLDivElement>(null)
  // The form is long: whoever pressed the button at its end wants to see what came of it. The braces matter: newer browsers
  // answer a promise, and React would call what an effect returns.
  // biome-ignore lint/correctness/useExhaustiveDependencies: new reports are the occasion, not an ingredient
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [reports])
  return (
    <div ref={box} aria-live="polite" className="flex flex-col gap-3">
      {reports.map((report) => (
        <OneReport key={report.protocol} report={report} onTrust={(pem) => onTrust(report.protocol, pem)} />
      ))}
    </div>
  )
}

function OneReport({ report, onTrust }: { readonly report: Report; readonly onTrust: (pem: string) => void }) {
  const text = useText('channels')
  const formats = useFormats()
  const protocol = report.protocol.toUpperCase()
  const steps = [...new Set([...orders[report.protocol], ...report.steps.map(({ step }) => step)])]
  const { certificate } = report
  return (
    <section className="rounded-lg border border-line p-3">
      <h3 className={classes('text-base', report.ok ? 'text-ok-ink' : 'text-danger-ink')}>
        {text(report.ok ? 'test-ok' : 'test-failed', { protocol })}
      </h3>
      <ol className="mt-1.5 flex flex-col gap-1">
        {steps.map((name) => {
          const step = report.steps.find((each) => each.step === name)
          if (!step && report.ok) return null
          const Icon = !step ? CircleDashed : step.ok ? CircleCheck : CircleX
          const tone = !step ? 'text-muted' : step.ok ? 'text-ok-ink' : 'text-danger-ink'
          return (
            <li key={name} className="flex items-start gap-2">
              <Icon aria-hidden className={classes('mt-0.5 size-4 shrink-0', tone)} />
              <span className="min-w-0">
                <span className={step ? undefined : 'text-muted'}>
                  {text(`step-${name}`)}
                  {!step && ` · ${text('not-tried')}`}
                </span>
                {step?.advice && <span className="block font-medium text-danger-ink">{step.advice}</span>}
                {step && !step.ok && step.said && (
                  <span className="block text-sm break-words text-muted">
                    {text('server-says', { words: step.said })}
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ol>
      {!report.ok && certificate && (
        <Banner
          tone="warn"
          className="mt-3"
          title={text('trust-title')}
          actions={
            <Button size="small" onClick={() => onTrust(certificate.pem)}>
              {text('trust')}
            </Button>
          }
        >
          <span className="break-all">
            {text('trust-detail', {
              name: certificate.name,
              day: dayOf(certificate.validTo, formats.date),
              fingerprint: certificate.fingerprint,
            })}
          </span>
        </Banner>
      )}
    </section>
  )
}

/** The server writes the end of a certificate as OpenSSL does; what is no date is shown as it came. */
function dayOf(written: string, format: (at: Date) => string): string {
  const at = new Date(written)
  return Number.isNaN(at.getTime()) ? written : format(at)
}
