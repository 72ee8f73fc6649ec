import { type Finding, type Law, lineAt, type Tree } from './law.ts'
import { heightOf } from './storeys.ts'

const numbered = /^migrations\/(\d{4})_([a-z]+)(?:[-_][a-z0-9-]+)?\.sql$/

/** A migration file: its number, its owner, and its text with comments taken out (lines kept). */
export interface Migration {
  readonly path: string
  readonly number: number
  readonly owner: string
  readonly sql: string
}

/** The migrations of the tree in order; files that are not named like one are left out. */
export function migrationsOf(tree: Tree): Migration[] {
  const found: Migration[] = []
  for (const [path, text] of tree) {
    const [, number, owner] = numbered.exec(path) ?? []
    if (number && owner) found.push({ path, number: Number(number), owner, sql: withoutComments(text) })
  }
  return found.sort((a, b) => a.number - b.number)
}

const withoutComments = (sql: string) =>
  sql.replace(/--.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, (text) => text.replace(/[^\n]/g, ' '))

const created =
  /\bcreate\s+(?:unlogged\s+)?(?:table|view|materialized view)\s+(?:if\s+not\s+exists\s+)?(?:public\.)?"?([a-z_][a-z0-9_]*)"?/gi

/** The owner of every table and view, by name. */
export function ownersOfTables(tree: Tree): Map<string, string> {
  const owners = new Map<string, string>()
  for (const { owner, sql } of migrationsOf(tree))
    for (const [, table] of sql.matchAll(created)) owners.set(table ?? '', owner)
  return owners
}

/** The history of the database reads forward, by owner, and no table leans on one of a higher storey. */
export const migrationsLaw: Law = {
  name: 'migrations',
  states: 'migrations are numbered without a gap, forward only, owned by a module; foreign keys point level or down',
  findings(tree) {
    const findings: Finding[] = []
    const report = (where: string, what: string) => findings.push({ law: 'migrations', where, what })
    for (const path of tree.keys()) {
      if (!/^migrations\/.*\.sql$/.test(path) || path === 'migrations/schema.sql' || numbered.test(path)) continue
      report(path, 'is not named NNNN_<module>.sql or NNNN_<module>_<what>.sql')
    }
    const owners = ownersOfTables(tree)
    for (const [place, { path, number, owner, sql }] of migrationsOf(tree).entries()) {
      if (number !== place + 1) report(path, `number ${place + 1} is expected here`)
      if (heightOf(owner) < 0) report(path, `“${owner}” is neither platform nor a module of house.cjs`)
      if (/^--\s*(down|rollback)\b/im.test(tree.get(path) ?? '')) report(path, 'migrations go forward only')
      for (const match of sql.matchAll(/\breferences\s+(?:public\.)?"?([a-z_][a-z0-9_]*)"?/gi)) {
        const target = owners.get(match[1] ?? '')
        const where = `${path}:${lineAt(sql, match.index)}`
        if (target === undefined) report(where, `references ${match[1]}, which no migration creates`)
        else if (heightOf(target) > heightOf(owner))
          report(where, `${owner} leans on ${match[1]} of ${target}, which stands above it`)
      }
    }
    return findings
  },
}
