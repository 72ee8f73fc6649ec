import { classes } from './classes.ts'

const shades = [
  'bg-[#0c6484]',
  'bg-[#7c4a03]',
  'bg-[#5c5f07]',
  'bg-[#85304f]',
  'bg-[#5b3aa6]',
  'bg-[#1c6b3f]',
  'bg-[#8a3b12]',
  'bg-[#30559c]',
] as const

/** The first letter of a name on a shade that stays with that name. Purely decorative: the name stands beside it. */
export function Avatar({ name, size = 'medium' }: { readonly name: string; readonly size?: 'small' | 'medium' }) {
  const initial = Array.from(name.trim())[0]?.toUpperCase() ?? '?'
  return (
    <span
      aria-hidden
      className={classes(
        'inline-flex shrink-0 items-center justify-center rounded-full font-semibold text-[#fff] select-none',
        size === 'small' ? 'size-5 text-2xs' : 'size-6 text-xs',
        shades[sum(name) % shades.length],
      )}
    >
      {initial}
    </span>
  )
}

const sum = (name: string): number =>
  Array.from(name).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
