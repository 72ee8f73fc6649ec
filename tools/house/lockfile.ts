import { parse } from 'csv-parse/sync'
import type { Finding, Law, Tree } from './law.ts'

/** One installed package, as package-lock.json describes it. */
interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
}

/** The least version of packages whose older ones had holes that touch us: by hand, as no advisory service may be in reach. */
const atLeast: Readonly<Record<string, [version: string, why: string]>> = {
  cookie: ['0.7.0', 'CVE-2024-47764: names and paths out of bounds'],
  dompurify: ['3.4.18', 'the version that was tried on our hostile mail'],
  fastify: ['5.3.2', 'CVE-2025-32442: validation passed by a content type'],
  glob: ['11.1.0', 'CVE-2025-64756: command injection'],
  'js-yaml': ['4.1.1', 'CVE-2025-64718: prototype pollution'],
  nodemailer: ['7.0.7', 'CVE-2025-13033: mail to a domain that was not meant'],
  'tar-fs': ['3.1.1', 'CVE-2025-59343: writes through symbolic links'],
  undici: ['7.18.2', 'CVE-2026-22036: unbounded decompression'],
  vite: ['7.1.11', 'CVE-2025-62522: files that the server denies'],
}

const registry = 'https://registry.npmjs.org/'

/** What is installed is what was reviewed: exact versions, from the registry, with a hash. */
export const lockfileLaw: Law = {
  name: 'lockfile',
  states:
    'exact versions, from the npm registry, hashed, none below the minimum list; advisories asked at each release',
  findings(tree) {
    const findings: Finding[] = []
    const report = (where: string, what: string) => findings.push({ law: 'lockfile', where, what })
    for (const [name, range] of Object.entries(wanted(tree))) {
      if (!/^(npm:[@\w./-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))
        report('package.json', `${name} "${range}" is not an exact version`)
    }
    for (const [path, entry] of Object.entries(locked(tree))) {
      if (path === '') continue
      const { version = '0.0.0', resolved, integrity, link } = entry
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
      if (link || (resolved && !resolved.startsWith(registry)))
        report('package-lock.json', `${name} does not come from ${registry}`)
      if (!integrity?.startsWith('sha512-') && !ofAnotherPlatform(entry))
        report('package-lock.json', `${name} has no sha512 hash`)
      const [minimum, why] = atLeast[name] ?? []
      if (minimum && older(version, minimum))
        report('package-lock.json', `${path} ${version} is older than ${minimum} (${why})`)
    }
    return [...findings, ...unasked(tree)]
  },
}

const askedAt = 'docs/advisories.csv'

/** Versions of the changelog, newest first, about which nobody has written down when advisories were asked, and what came of it. */
function unasked(tree: Tree): Finding[] {
  const versions = [...(tree.get('CHANGELOG.md') ?? '').matchAll(/^## (\d+\.\d+\.\d+)\b/gm)].map(
    ([, name = '']) => name,
  )
  const rows: string[][] = parse(tree.get(askedAt) ?? '', { relax_column_count: true })
  return versions.flatMap((version, at): Finding[] => {
    const [, day = '', outcome = ''] = rows.find(([name]) => name === version) ?? []
    const report = (what: string): Finding[] => [{ law: 'lockfile', where: askedAt, what: `${version} ${what}` }]
    if (outcome.split(/\s+/).length < 2) return report('has no line that says what was found and done')
    if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))) return []
    if (day !== 'not asked') return report(`was asked about on "${day}", which is no day`)
    return at === 0 ? [] : report('was followed by another version without having been asked about')
  })
}

/** A binary that the registry of whoever wrote the lockfile did not hold: named, so that `npm ci` knows it (tools/lockfile.ts). */
function ofAnotherPlatform({ optional, os, cpu }: Locked): boolean {
  return optional === true && (os ?? cpu) !== undefined
}

function wanted(tree: Tree): Record<string, string> {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(tree.get('package.json') ?? '{}') as {
    dependencies?: Record<string, string>
    devDependencies?: Record<string, string>
  }
  return { ...dependencies, ...devDependencies }
}

function locked(tree: Tree): Record<string, Locked> {
  return (JSON.parse(tree.get('package-lock.json') ?? '{}') as { packages?: Record<string, Locked> }).packages ?? {}
}

function older(version: string, minimum: string): boolean {
  const [a, b] = [version, minimum].map((text) => text.split(/[.-]/, 3).map(Number))
  for (let place = 0; place < 3; place += 1) {
    const difference = (a?.[place] ?? 0) - (b?.[place] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}
