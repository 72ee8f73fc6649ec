import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** One entry of Vite's manifest. */
interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

type Manifest = Readonly<Record<string, Chunk>>

/** What each first page fetches besides the entry: the frame, the page, the words. */
const firstPages = {
  login: ['pages/login/LoginPage.tsx'],
  home: ['shell/Shell.tsx', 'pages/home/HomePage.tsx'],
  inbox: ['shell/Shell.tsx', 'pages/inbox/InboxPage.tsx'],
  orders: ['shell/Shell.tsx', 'pages/orders/OrdersPage.tsx'],
  tasks: ['shell/Shell.tsx', 'pages/tasks/TasksPage.tsx'],
  customers: ['shell/Shell.tsx', 'pages/customers/CustomersPage.tsx'],
  settings: ['shell/Shell.tsx', 'pages/settings/SettingsPage.tsx'],
  'a policy': ['shell/Shell.tsx', 'pages/policies/PoliciesPage.tsx', 'pages/policies/PolicyView.tsx'],
} as const

/** The goal and the limit for JS + CSS of a first page, in KiB of gzip (UX §12). */
const goal = 180
const limit = 200

/** Every file that a set of entries brings along, by its static imports. */
export function filesOf(manifest: Manifest, entries: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>()
  const seen = new Set<string>()
  const visit = (name: string): void => {
    if (seen.has(name)) return
    seen.add(name)
    const chunk = manifest[name]
    if (!chunk) throw new Error(`${name} is not in the build's manifest`)
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
    for (const next of chunk.imports ?? []) visit(next)
  }
  for (const entry of entries) visit(entry)
  return files
}

/** Measures each first page of a build: KiB of gzip over JS and CSS, both languages' dearer one. */
export function measure(folder: string): readonly { readonly page: string; readonly kib: number }[] {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
  const sizes = new Map<string, number>()
  const sizeOf = (file: string): number => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(join(folder, file)), { level: 9 }).length
    sizes.set(file, known)
    return known
  }
  return Object.entries(firstPages).map(([page, entries]) => {
    const byLanguage = ['zh-CN', 'en'].map((language) => {
      const files = filesOf(manifest, ['index.html', `i18n/${language}/index.ts`, ...entries])
      return ['theme.js', ...files].reduce((sum, file) => sum + sizeOf(file), 0)
    })
    return { page, kib: Math.max(...byLanguage) / 1024 }
  })
}

if (import.meta.main) {
  const measured = measure(join(import.meta.dirname, '../dist/web'))
  for (const { page, kib } of measured) {
    const verdict = kib > limit ? 'too large' : kib > goal ? 'over the goal' : 'ok'
    console.log(`${page.padEnd(10)} ${kib.toFixed(1).padStart(6)} KiB gzip   ${verdict}`)
  }
  console.log(`goal ${goal}, limit ${limit}`)
  if (measured.some(({ kib }) => kib > limit)) process.exitCode = 1
}
