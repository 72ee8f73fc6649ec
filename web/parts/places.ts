import type { Choice } from '../ui/Options.tsx'

/** Every time zone that the browser knows, and the one in use even if it does not. */
export function zoneChoices(chosen: string): readonly Choice[] {
  const known = Intl.supportedValuesOf('timeZone')
  const all = known.includes(chosen) ? known : [chosen, ...known]
  return all.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}

/** Currencies by code and name in the screen's language, those of our marketplaces first. */
export function currencyChoices(language: string): readonly Choice[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' })
  const first = ['CNY', 'USD', 'EUR', 'GBP', 'JPY', 'CAD', 'AUD', 'HKD', 'MXN', 'BRL', 'SEK', 'PLN', 'SGD', 'AED']
  const all = [...first, ...Intl.supportedValuesOf('currency').filter((code) => !first.includes(code))]
  return all.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }))
}
