import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { Combobox } from '../../../ui/Combobox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { problemAt } from '../problems.ts'
import { Section } from '../Section.tsx'
import { Ticks } from '../Ticks.tsx'
import { type Calendar, calendarsQuery } from './calendars.ts'

interface HolidayImportProps {
  readonly calendar: Calendar
  /** Whether what is shown is what is saved: the import works on the latter. */
  readonly ready: boolean
}

/** Adds the public holidays of a country or one of its regions. */
export function HolidayImport({ calendar, ready }: HolidayImportProps) {
  const text = useText('sla')
  const thisYear = new Date().getFullYear()
  const [country, setCountry] = useState<string | null>(null)
  const [region, setRegion] = useState('all')
  const [years, setYears] = useState([String(thisYear), String(thisYear + 1)])
  const countries = useQuery({
    queryKey: ['holiday-countries'],
    queryFn: () => answered(api.GET('/api/calendars/holiday-countries')),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const regions = countries.data?.find(({ code }) => code === country)?.regions ?? []
  const load = useMutation({
    mutationFn: (chosen: string) =>
      answered(
        api.POST('/api/calendars/{calendarId}/holiday-imports', {
          params: { path: { calendarId: calendar.id } },
          body: { country: chosen, years: years.map(Number), ...(region !== 'all' && { region }) },
        }),
      ),
    onSuccess: ({ added }) => {
      toast(added > 0 ? text('imported', { count: added }) : text('nothing-imported'))
      return queries.invalidateQueries({ queryKey: calendarsQuery.queryKey })
    },
  })
  return (
    <Section title={text('import')}>
      <p className="mb-3 text-muted">{text(ready ? 'import-detail' : 'save-first')}</p>
      <FormProblem error={load.error} fields={['country', 'region', 'years']} />
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <Field label={text('country')} error={problemAt(load.error, 'country')}>
          <Combobox
            label={text('country')}
            value={country}
            busy={countries.isPending}
            choices={(countries.data ?? []).map(({ code, name }) => ({ value: code, label: name, hint: code }))}
            onValue={(chosen) => {
              setCountry(chosen)
              setRegion('all')
            }}
          />
        </Field>
        {regions.length > 0 && (
          <Field label={text('region')} error={problemAt(load.error, 'region')}>
            <Combobox
              label={text('region')}
              value={region}
              choices={[
                { value: 'all', label: text('whole-country') },
                ...regions.map(({ code, name }) => ({ value: code, label: name, hint: code })),
              ]}
              onValue={setRegion}
            />
          </Field>
        )}
      </div>
      <div className="mt-4 flex flex-wrap items-end justify-between gap-3">
        <div className="min-w-48 flex-1">
          <Ticks
            label={text('years')}
            error={problemAt(load.error, 'years')}
            options={[0, 1, 2].map((ahead) => ({ value: String(thisYear + ahead), label: String(thisYear + ahead) }))}
            values={years}
            onValues={setYears}
          />
        </div>
        <Button
          pending={load.isPending}
          disabled={!ready || country === null || years.length === 0}
          onClick={() => country && load.mutate(country)}
        >
          {text('do-import')}
        </Button>
      </div>
    </Section>
  )
}
