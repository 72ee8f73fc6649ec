import { runJson } from './program.ts'

/** What a run of the program of faults told: its figures, and whether it found nothing wrong. */
export type Figures = Readonly<Record<string, unknown>> & { readonly clean: boolean }

/** Runs one part of `npm run faults`. */
export async function fault(name: string, args: readonly string[], say: (line: string) => void): Promise<Figures> {
  const all = (await runJson('tests/faults/main.ts', ['--only', name, ...args], say)) as Record<
    string,
    Record<string, unknown> & { first: readonly string[] }
  >
  const figures = all[name]
  if (!figures) throw new Error(`the program of faults told nothing of ${name}`)
  return { ...figures, clean: figures.first.length === 0 }
}

/** Some of the figures in words. */
export const told = (figures: Figures, names: readonly string[]): string =>
  names
    .map((name) => {
      const value = figures[name]
      return `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`
    })
    .join(', ')
