import ts from 'typescript'
import type { Finding, Law } from './law.ts'
import { ownersOfTables } from './migrations.ts'
import { everyNode, placeOf, sources, syntaxOf } from './syntax.ts'

/** Kysely's calls whose first argument names a table. */
const querying = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto'])
const joining = /^(inner|left|right|full|cross)Join(Lateral)?$/
/** Calls that name a table in a query, and other things elsewhere (`Buffer.from`). */
const perhaps = new Set(['from', 'using'])
const afterWord =
  /\b(?:from|join|into|update|using|table|truncate|lock)\s+(?:only\s+)?(?:public\.)?"?([a-z_][a-z0-9_]*)"?/gi

/** Another module's rows are read through its face or its `<module>_facts` views, never by name. */
export const ownedSqlLaw: Law = {
  name: 'owned-sql',
  states: 'SQL names only tables of its own module, and stands only in store files',
  findings(tree) {
    const findings: Finding[] = []
    const owners = ownersOfTables(tree)
    for (const [path, text] of sources(tree, 'server/')) {
      if (path.endsWith('.test.ts')) continue
      const room =
        /^server\/modules\/([^/]+)\//.exec(path)?.[1] ?? (path.startsWith('server/platform/') ? 'platform' : undefined)
      const mayQuery = room === 'platform' || /\/store(\.[a-z0-9-]+)*\.ts$/.test(path)
      const file = syntaxOf(path, text)
      everyNode(file, (node) => {
        const tables = tablesNamed(node, owners)
        if (!tables) return
        const report = (what: string) => findings.push({ law: 'owned-sql', where: placeOf(file, node), what })
        if (!mayQuery) report('a query outside a store file')
        for (const table of tables) {
          const owner = owners.get(table)
          if (owner && owner !== room && !table.endsWith('_facts')) report(`names ${table}, a table of ${owner}`)
        }
      })
    }
    return findings
  },
}

/** The tables that a query at this node names; undefined when the node is no query. */
function tablesNamed(node: ts.Node, owners: ReadonlyMap<string, string>): string[] | undefined {
  if (ts.isTaggedTemplateExpression(node) && /^sql\b/.test(node.tag.getText())) {
    return [...rawText(node.template).matchAll(afterWord)].map((match) => (match[1] ?? '').toLowerCase())
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined
  const called = node.expression.name.text
  const [first] = node.arguments
  if (!first) return undefined
  const texts = ts.isArrayLiteralExpression(first) ? [...first.elements] : [first]
  const names = texts.filter(ts.isStringLiteralLike).map((text) => text.text.split(/\s/)[0] ?? '')
  if (querying.has(called) || joining.test(called)) return names
  return perhaps.has(called) && names.some((name) => owners.has(name)) ? names : undefined
}

function rawText(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text
  return template.head.text + template.templateSpans.map((span) => ` ? ${span.literal.text}`).join('')
}
