import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config'
import type { Finding } from './law.ts'

/** Where code stands; a folder that is absent is passed over. */
const cruised = ['server', 'web', 'tests', 'tools', 'bench', 'evidence']

/**
 * Walks the imports of the tree under `root` and reports each that climbs the fence of .dependency-cruiser.cjs.
 * Type-only imports count: a type is a dependency of the mind.
 */
export async function fence(root: string, rules: string): Promise<Finding[]> {
  const { forbidden = [], options = {} } = await extractConfig(rules)
  const folders = cruised.filter((folder) => existsSync(join(root, folder)))
  const { output } = await cruise(folders, { ...options, ruleSet: { forbidden }, validate: true, baseDir: root })
  const { violations } = (output as ICruiseResult).summary
  return violations.map(({ rule, from, to, comment }) => ({
    law: rule.name,
    where: from,
    what: `→ ${to}${comment ? ` (${comment})` : ''}`,
  }))
}

/** The names of all rules of the fence. */
export async function fenceRules(rules: string): Promise<string[]> {
  const { forbidden = [] } = await extractConfig(rules)
  return forbidden.map(({ name }) => name ?? '')
}
