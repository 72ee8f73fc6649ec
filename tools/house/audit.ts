import ts from 'typescript'
import { auditedRoutes, furtherActions } from './audit.routes.ts'
import type { Finding, Law } from './law.ts'
import type { RouteFacts } from './routes.ts'
import { everyNode, placeOf, sources, syntaxOf } from './syntax.ts'

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
const listedAt = 'tools/house/audit.routes.ts'

/** Every route that changes something leads to an entry of the audit log, or says why not. */
export function auditedRoutesLaw(routes: readonly RouteFacts[], listed = auditedRoutes): Finding[] {
  const findings: Finding[] = []
  const report = (where: string, what: string) => findings.push({ law: 'audit', where, what })
  const known = new Set<string>()
  for (const { method, url, schema } of routes) {
    const name = schema?.operationId ?? ''
    known.add(name)
    if (changing.has(method) && !schema?.hide && !listed[name])
      report(`${method} ${url}`, `${name} stands in ${listedAt} with neither its action nor why it has none`)
  }
  for (const [name, audited] of Object.entries(listed)) {
    if (!known.has(name)) report(listedAt, `${name} is no route any more`)
    if ('none' in audited && !/\S+ \S+ \S+/.test(audited.none)) report(listedAt, `${name} needs a reason in words`)
  }
  return findings
}

const actions: ReadonlySet<string> = new Set([
  ...furtherActions,
  ...Object.values(auditedRoutes).flatMap((audited) => ('action' in audited ? [audited.action] : [])),
])

/** What the code records is listed, and every action that is listed is recorded somewhere and has words. */
export const auditLaw: Law = {
  name: 'audit',
  states: 'every action that is recorded is listed, and every listed one is recorded and has words',
  findings(tree) {
    if (![...tree.keys()].some((path) => path === 'server/platform/audit.ts')) return []
    const findings: Finding[] = []
    const report = (where: string, what: string) => findings.push({ law: 'audit', where, what })
    const recorded = new Set<string>()
    for (const [path, text] of sources(tree, 'server/')) {
      if (path.endsWith('.test.ts')) continue
      const file = syntaxOf(path, text)
      everyNode(file, (node) => {
        if (!ts.isCallExpression(node) || !/^record[A-Z]/.test(node.expression.getText())) return
        everyNode(node, (inner) => {
          if (!ts.isStringLiteral(inner) || !/^[a-z-]+\.[a-z-]+$/.test(inner.text)) return
          recorded.add(inner.text)
          if (!actions.has(inner.text)) report(placeOf(file, inner), `${inner.text} is not listed in ${listedAt}`)
        })
      })
    }
    const words = tree.get('web/i18n/en/audit.ts') ?? ''
    for (const name of actions) {
      if (!recorded.has(name)) report(listedAt, `${name} is recorded nowhere`)
      if (!words.includes(`'${name}':`)) report('web/i18n/en/audit.ts', `has no words for ${name}`)
    }
    return findings
  },
}
