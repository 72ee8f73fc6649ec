import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Mail } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { lettersOf, templatesQuery } from './letters.ts'

interface LetterVariantProps {
  readonly versionId: string
}

/** Makes the version for a comparison of two letter texts: a draft with another letter in the place of one. */
export function LetterVariant({ versionId }: LetterVariantProps) {
  const text = useText('experiments')
  const may = useMay('policies.write')
  const [isOpen, setOpen] = useState(false)
  if (!may) return null
  return isOpen ? (
    <VariantFields versionId={versionId} />
  ) : (
    <Button icon={Mail} className="self-start" onClick={() => setOpen(true)}>
      {text('compare-letters')}
    </Button>
  )
}

function VariantFields({ versionId }: LetterVariantProps) {
  const text = useText('experiments')
  const used = useQuery(lettersOf(versionId))
  const templates = useQuery(templatesQuery)
  const [from, setFrom] = useState<string>()
  const [to, setTo] = useState<string>()
  const replaced = from ?? used.data?.[0]
  const language = useLanguage()
  const letters = templates.data?.letters ?? []
  const others = letters.filter(({ key }) => key !== replaced)
  const make = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/experiment-letters', {
          body: { versionId, swaps: [{ from: replaced ?? '', to: to ?? '' }] },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['return-policies'] }),
  })
  return (
    <section className="flex flex-col gap-3 rounded-lg border border-line p-3">
      <p className="text-sm text-muted">{text('letters-help')}</p>
      {make.error && <Banner tone="danger">{make.error.message}</Banner>}
      {make.data ? (
        <Banner tone="ok" title={text('variant-made', { number: make.data.number })}>
          {text('variant-approve')}{' '}
          <Link
            to="/returns/policies/{-$policy}"
            params={{ policy: make.data.policyKey }}
            search={{ version: make.data.versionId }}
            className="underline"
          >
            {text('open-version')}
          </Link>
        </Banner>
      ) : (
        <div className="flex flex-wrap items-end gap-3">
          <Field label={text('letter-used')} className="min-w-48 flex-1">
            <Select
              value={replaced ?? ''}
              placeholder
              options={(used.data ?? []).map((key) => ({
                value: key,
                label: letters.find((one) => one.key === key)?.title[language] ?? key,
              }))}
              onValue={setFrom}
            />
          </Field>
          <Field label={text('letter-instead')} className="min-w-48 flex-1">
            <Select
              value={to ?? ''}
              placeholder
              options={others.map(({ key, title }) => ({ value: key, label: title[language] }))}
              onValue={setTo}
            />
          </Field>
          <Button disabled={!replaced || !to} pending={make.isPending} onClick={() => make.mutate()}>
            {text('make-variant')}
          </Button>
        </div>
      )}
    </section>
  )
}
