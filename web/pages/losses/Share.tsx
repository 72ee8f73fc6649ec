import { isAbove } from './figures.ts'

interface ShareProps {
  readonly rate: number | null
  readonly level: number
  readonly written: string
}

/** A share, red above its level. */
export function Share({ rate, level, written }: ShareProps) {
  return (
    <span className={isAbove(rate, level) ? 'font-semibold text-danger-ink tabular-nums' : 'tabular-nums'}>
      {written}
    </span>
  )
}
