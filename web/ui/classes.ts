/** Joins class names, leaving out what is absent. */
export const classes = (...names: readonly (string | false | null | undefined)[]): string =>
  names.filter((name) => typeof name === 'string' && name !== '').join(' ')

/** The height of a control: less when compact, never under 44 px for a finger. */
export const controlHeight = 'h-9 compact:h-8 pointer-coarse:min-h-11'

/** The frame shared by everything that takes text. */
export const fieldFrame =
  'w-full rounded-lg border border-edge/70 bg-surface px-3 text-base text-ink transition-colors hover:border-edge ' +
  'focus-visible:border-accent aria-invalid:border-danger disabled:bg-hover disabled:text-muted [&[readonly]]:bg-side'
