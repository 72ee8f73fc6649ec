import { useFormats } from '../i18n/formats.ts'

/** Writes a count; the server counts no further than a thousand. */
export function useCountWriter(): (count: number | undefined) => string {
  const formats = useFormats()
  return (count) => (count === undefined ? '' : count >= 1_000 ? `${formats.number(1_000)}+` : formats.number(count))
}
