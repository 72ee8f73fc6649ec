import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useLanguage, useText } from '../../../i18n/text.ts'
import { typedAmount } from '../../../parts/money.ts'
import { useMay, useSession } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { settingsQuery } from './settings.ts'
import { limitsOf, type TypedLimit } from './terms.ts'

type Limits = Schemas['ReturnLimitsChange']['limits']

/** Up to which cost each role decides alone. */
export function LimitsCard({ limits }: { readonly limits: Schemas['ReturnSettings']['limits'] }) {
  const text = useText('returnsBoard')
  const words = useText('ui')
  const language = useLanguage()
  const mayWrite = useMay('returns.write')
  const base = useSession().workspace.currency
  const [typed, setTyped] = useState<readonly TypedLimit[]>(
    limits.map(({ roleId, limit }) => ({
      roleId,
      amount: limit ? typedAmount(limit.amount, limit.currency) : '',
      currency: limit?.currency ?? base,
    })),
  )
  const [wrong, setWrong] = useState<readonly string[]>([])
  const save = useMutation({
    mutationFn: (wanted: Limits) => answered(api.PUT('/api/return-settings/limits', { body: { limits: wanted } })),
    onSuccess: (saved) => {
      queries.setQueryData(settingsQuery.queryKey, saved)
      toast(text('limits-saved'))
    },
  })
  const change = (roleId: string, part: Partial<TypedLimit>): void =>
    setTyped(typed.map((row) => (row.roleId === roleId ? { ...row, ...part } : row)))
  return (
    <Card title={text('limits')}>
      <p className="mb-3 text-sm text-muted">{text('limits-detail')}</p>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const read = limitsOf(typed)
          const [first] = read
          if (typeof first === 'string') return setWrong(read as readonly string[])
          setWrong([])
          save.mutate(read as Limits)
        }}
      >
        <FormProblem error={save.error} fields={[]} />
        <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-3">
          {limits.map(({ roleId, roleName }) => {
            const row = typed.find((each) => each.roleId === roleId)
            const role = roleName[language]
            return (
              <div key={roleId} className="grid grid-cols-[1fr_6rem] gap-3 sm:max-w-md">
                <Field label={text('limit', { role })} error={wrong.includes(roleId) ? text('bad-amount') : undefined}>
                  <Input
                    inputMode="decimal"
                    autoComplete="off"
                    placeholder={text('no-limit')}
                    value={row?.amount ?? ''}
                    onChange={(event) => change(roleId, { amount: event.target.value })}
                  />
                </Field>
                <Field label={<span aria-hidden>{text('currency')}</span>}>
                  <Input
                    aria-label={text('limit-currency', { role })}
                    maxLength={3}
                    autoComplete="off"
                    value={row?.currency ?? ''}
                    onChange={(event) => change(roleId, { currency: event.target.value })}
                  />
                </Field>
              </div>
            )
          })}
          {mayWrite && (
            <FormActions>
              <Button type="submit" tone="primary" pending={save.isPending}>
                {words('save')}
              </Button>
            </FormActions>
          )}
        </fieldset>
      </form>
    </Card>
  )
}
