import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../server/platform/config.ts'

/** One entry of package-lock.json, as far as it is read or written here. */
interface Locked {
  readonly version?: string
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

type Packages = Readonly<Record<string, Locked>>

/**
 * `npm install` leaves out of package-lock.json the binaries of other platforms that its registry does not hold, and
 * `npm ci` then refuses the file everywhere ("Missing: … from lock file"). This names them, with the exact version
 * that their parent asks for and the platform of their name, so that npm knows them and skips them.
 * @returns the entries that are missing, by their path in node_modules
 */
export function missingEntries(packages: Packages): Record<string, Locked> {
  const missing: Record<string, Locked> = {}
  for (const [parent, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const platform = platformOf(name)
      if (platform === null || isFound(packages, parent, name)) continue
      if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name}@${version}: only an exact version can be locked`)
      missing[`node_modules/${name}`] = { version, ...platform, optional: true }
    }
  }
  return missing
}

/** What such a package is for, by its name: `@biomejs/cli-linux-x64-musl`. Null when the name says no platform. */
function platformOf(name: string): Pick<Locked, 'os' | 'cpu' | 'libc'> | null {
  const systems = 'android|darwin|freebsd|linux|openharmony|win32'
  const processors = 'arm64|arm|ia32|ppc64|riscv64|s390x|x64'
  const [, os, cpu, rest = ''] = new RegExp(`-(${systems})-(${processors})(-\\w+)?$`).exec(name) ?? []
  if (name.endsWith('-wasm32-wasi')) return { cpu: ['wasm32'] }
  if (os === undefined || cpu === undefined) return null
  const libc = os !== 'linux' ? {} : { libc: [rest.includes('musl') ? 'musl' : 'glibc'] }
  return { os: [os], cpu: [cpu], ...libc }
}

/** Node's own way of looking: beside the parent, then ever further out. */
function isFound(packages: Packages, parent: string, name: string): boolean {
  for (let from = parent; ; from = from.slice(0, Math.max(0, from.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`] !== undefined) return true
    if (from === '') return false
  }
}

async function main(): Promise<void> {
  const path = join(projectRoot, 'package-lock.json')
  const lock = JSON.parse(await readFile(path, 'utf8')) as { packages: Record<string, Locked> }
  const missing = missingEntries(lock.packages)
  const { '': self, ...rest } = { ...lock.packages, ...missing }
  const sorted = Object.entries(rest).sort(([left], [right]) => left.localeCompare(right, 'en'))
  if (Object.keys(missing).length > 0)
    await writeFile(
      path,
      `${JSON.stringify({ ...lock, packages: { '': self, ...Object.fromEntries(sorted) } }, null, 2)}\n`,
    )
  console.log(`package-lock.json: ${Object.keys(missing).length} entries of other platforms added`)
}

if (import.meta.main) await main()
