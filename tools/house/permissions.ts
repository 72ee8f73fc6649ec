import ts from 'typescript'
import type { Finding, Law, Tree } from './law.ts'
import { everyNode, sources, syntaxOf } from './syntax.ts'

const rolesFile = 'server/modules/access/starter/roles.json'

/** A permission that no role holds locks everybody out; one that no module declares opens nothing. */
export const permissionsLaw: Law = {
  name: 'permissions',
  states: 'permissions are named after their module; shipped roles hold exactly those that modules declare',
  findings(tree) {
    const findings: Finding[] = []
    const report = (where: string, what: string) => findings.push({ law: 'permissions', where, what })
    const declared = declaredPermissions(tree)
    const held = new Set<string>()
    for (const { key, permissions } of shippedRoles(tree)) {
      for (const permission of Object.keys(permissions)) {
        held.add(permission)
        if (!declared.has(permission)) report(rolesFile, `${key} holds ${permission}, which no module declares`)
      }
    }
    for (const [permission, { path, room }] of declared) {
      if (!held.has(permission)) report(path, `no shipped role holds ${permission}`)
      if (!permission.startsWith(`${room}.`) && !ownWords.has(permission.split('.')[0] ?? ''))
        report(path, `${permission} is not named after ${room}`)
    }
    return findings
  },
}

/** What access names after its own things. */
const ownWords = new Set(['workspace', 'members', 'roles', 'tokens'])

function declaredPermissions(tree: Tree): Map<string, { path: string; room: string }> {
  const declared = new Map<string, { path: string; room: string }>()
  for (const [path, text] of sources(tree, 'server/modules/')) {
    const room = /^server\/modules\/([^/]+)\/schema(\.[a-z-]+)*\.ts$/.exec(path)?.[1]
    if (!room) continue
    everyNode(syntaxOf(path, text), (node) => {
      if (!ts.isVariableDeclaration(node) || node.name.getText() !== 'permissions' || !node.initializer) return
      const list = ts.isAsExpression(node.initializer) ? node.initializer.expression : node.initializer
      if (!ts.isArrayLiteralExpression(list)) return
      for (const item of list.elements) if (ts.isStringLiteral(item)) declared.set(item.text, { path, room })
    })
  }
  return declared
}

function shippedRoles(tree: Tree): { key: string; permissions: Record<string, string> }[] {
  return JSON.parse(tree.get(rolesFile) ?? '[]') as { key: string; permissions: Record<string, string> }[]
}
