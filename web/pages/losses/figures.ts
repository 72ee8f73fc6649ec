import { useLanguage, useLooseText, useText } from '../../i18n/text.ts'
import type { Figure, Group } from './search.ts'

/** Writes a share with two digits: levels are set that finely. */
export function usePercent(): (share: number | null) => string {
  const language = useLanguage()
  const text = useText('losses')
  const written = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 })
  return (share) => (share === null ? text('no-rate') : written.format(share))
}

/** Whether a rate lies above its level, which is in percent. */
export const isAbove = (rate: number | null, level: number): boolean => rate !== null && rate > level / 100

/** What a key of a group is called. */
export function useGroupName(): (group: Group, key: string, name?: string) => string {
  const text = useText('losses')
  const loose = useLooseText('losses')
  return (group, key, name = '') => {
    if (name !== '') return name
    if (key === '')
      return group === 'category'
        ? text('no-category')
        : group === 'policyVersion'
          ? text('no-policy')
          : text('unknown')
    return group === 'reason' || group === 'fault' ? (loose(`${group}.${key}`) ?? key) : key
  }
}

/** Whether anything was lost or sent out. */
export const isEmpty = ({ lines, parcels, loss, cost }: Figure): boolean =>
  lines === 0 && parcels === 0 && loss === 0 && cost === 0

/** Minor units in whole ones, with a decimal point: as files have them. */
export function plainMoney(amount: number, currency: string): string {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  return (amount / 10 ** digits).toFixed(digits)
}

/** The top of an axis that shows all these shares: a round number a little above the largest. */
export function axisTop(shares: readonly number[]): number {
  const most = Math.max(0.001, ...shares) * 1.1
  const unit = 10 ** Math.floor(Math.log10(most))
  return ([1, 2, 2.5, 5, 10].find((times) => times * unit >= most) ?? 10) * unit
}

/** Lines of a CSV file, its cells quoted; formulas are defused (OWASP, “CSV Injection”). */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) => {
    const said = String(value)
    const safe = /^[\s\p{Cf}]*[=+@]|^-(?![\d.]+$)/u.test(said) ? `'${said}` : said
    return `"${safe.replaceAll('"', '""')}"`
  }
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
