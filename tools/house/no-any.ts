import ts from 'typescript'
import type { Finding, Law } from './law.ts'
import { everyNode, placeOf, sources, syntaxOf } from './syntax.ts'

const silenced = /^\s*(?:\{?\/\*+|\/\/|\*)\s*@ts-(ignore|nocheck|expect-error)\b(.*)/

/** `any` switches the compiler off for all who touch it; a silenced error needs its reason beside it. */
export const noAnyLaw: Law = {
  name: 'no-any',
  states: 'no any, no @ts-ignore; @ts-expect-error only with a reason',
  findings(tree) {
    const findings: Finding[] = []
    for (const [path, text] of sources(tree)) {
      const file = syntaxOf(path, text)
      everyNode(file, (node) => {
        if (node.kind !== ts.SyntaxKind.AnyKeyword) return
        findings.push({
          law: 'no-any',
          where: placeOf(file, node),
          what: '`any`; say what it is, or `unknown` and look',
        })
      })
      for (const [at, line] of text.split('\n').entries()) {
        const [, directive, reason = ''] = silenced.exec(line) ?? []
        if (!directive) continue
        if (directive === 'expect-error' && reason.replace(/\W+/g, ' ').trim().length >= 10) continue
        findings.push({
          law: 'no-any',
          where: `${path}:${at + 1}`,
          what: `@ts-${directive} without a reason that stands`,
        })
      }
    }
    return findings
  },
}
