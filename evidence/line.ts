/** One thing that an issue must show: what was measured, against what. */
export interface Line {
  readonly name: string
  readonly figure: string
  readonly target: string
  readonly ok: boolean
}

/** How a program of evidence is run: quickly, in the size that its issue asks for, or in the one that takes a night. */
export interface Size {
  readonly asked: boolean
  readonly full: boolean
}

/** A part of the evidence; it shows one or more lines, and tells what it is doing meanwhile. */
export interface Part {
  readonly name: string
  readonly show: (size: Size, say: (line: string) => void) => Promise<Line[]>
}

/** Runs the parts one after another, prints a line each; a part that fails is short of all it was to show. */
export async function runParts(parts: readonly Part[], args: readonly string[]): Promise<number> {
  const size = { asked: args.includes('--asked'), full: args.includes('--full') }
  const only = args.flatMap((arg) => (arg.startsWith('--only=') ? arg.slice(7).split(',') : []))
  const wanted = only.length > 0 ? parts.filter(({ name }) => only.includes(name)) : parts
  let short = 0
  for (const part of wanted) {
    const begun = performance.now()
    const lines = await part
      .show(size, (line) => process.stderr.write(`      ${part.name}: ${line}\n`))
      .catch((error: unknown) => [failure(part, error)])
    for (const line of lines) {
      if (!line.ok) short++
      process.stdout.write(`${line.ok ? 'ok   ' : 'short'} ${line.name}: ${line.figure} (target ${line.target})\n`)
    }
    process.stderr.write(`      ${part.name}: ${((performance.now() - begun) / 1000).toFixed(1)} s\n`)
  }
  process.stdout.write(short === 0 ? 'all shown\n' : `${short} short\n`)
  return short === 0 ? 0 : 1
}

function failure(part: Part, error: unknown): Line {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { name: part.name, figure: `failed: ${said.slice(0, 1_500)}`, target: 'no failure', ok: false }
}

/** The value below which `share` of the measurements lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
