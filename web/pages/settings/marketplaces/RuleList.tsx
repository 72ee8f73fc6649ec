import { useQuery } from '@tanstack/react-query'
import { Scale } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { useLanguage, useText } from '../../../i18n/text.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { useSettingsAddress } from '../address.ts'
import { found } from '../found.ts'
import type { Marketplace } from './marketplaces.ts'
import { RuleDialog } from './RuleDialog.tsx'
import { RuleSource } from './RuleSource.tsx'
import { type Rule, subjectOf, useRuleWords } from './words.ts'

/** The rules of a marketplace that hold today, by subject. */
export function RuleList({ place }: { readonly place: Marketplace }) {
  const text = useText('stores')
  const language = useLanguage()
  const words = useRuleWords()
  const { q, search } = useSettingsAddress('marketplaces')
  const [opened, setOpened] = useState<Rule>()
  const rules = useQuery({
    queryKey: ['marketplaces', place.code, 'rules'],
    queryFn: () => answered(api.GET('/api/marketplaces/{code}/rules', { params: { path: { code: place.code } } })),
  })
  const shown = (rules.data ?? []).filter((rule) =>
    found(q, [rule.title.en, rule.title['zh-CN'], rule.note[language], rule.code, words.value(rule)]),
  )
  const subjects = [...Map.groupBy(shown, (rule) => subjectOf(rule.code))]
  return (
    <section aria-label={text('rules')} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="text-lg">{text('rules')}</h2>
        <SearchField label={text('search-rules')} value={q} onSearch={search} />
      </div>
      {rules.isPending && <SkeletonLines lines={8} />}
      {rules.isError && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.data && shown.length === 0 && <EmptyState icon={Scale} title={text('no-rules')} />}
      {subjects.map(([subject, those]) => (
        <section key={subject} className="overflow-hidden rounded-xl border border-line bg-surface shadow-card">
          <h3 className="border-b border-line bg-side px-3 py-1.5 text-sm text-muted">
            {text(`subject-${subject}` as 'subject-return')}
          </h3>
          <ul>
            {those.map((rule) => (
              <li key={rule.id} className="border-b border-line last:border-b-0">
                <button
                  type="button"
                  onClick={() => setOpened(rule)}
                  className="grid w-full grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 px-3 py-2 text-left hover:bg-hover/60"
                >
                  <span className="font-medium">{rule.title[language]}</span>
                  <span className="max-w-80 text-right font-semibold tabular-nums">{words.value(rule)}</span>
                  <span className="col-span-2 text-sm text-muted">{rule.note[language]}</span>
                  <span className="col-span-2 flex min-w-0 flex-wrap items-center gap-1.5 text-sm text-muted">
                    <Badge tone="outline">{words.scope(rule.scope, place.code)}</Badge>
                    {!rule.shipped && <Badge tone="accent">{text('by-us')}</Badge>}
                    {rule.source.kind === 'memory' && <Badge tone="warn">{text('unverified')}</Badge>}
                    {rule.validFrom && <span>{words.time(rule)}</span>}
                    <RuleSource source={rule.source} brief />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {opened && <RuleDialog rule={opened} place={place} onClose={() => setOpened(undefined)} />}
    </section>
  )
}
