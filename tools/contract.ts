import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import openapiTypes, { astToString, COMMENT_HEADER } from 'openapi-typescript'
import { projectRoot } from '../server/platform/config.ts'
import { type FreshDesk, onFreshDesk } from './house/desk.ts'
import type { Finding } from './house/law.ts'
import { dumpSchema } from './schema-dump.ts'

/**
 * `npm run contract`: writes what is derived from the code and kept in the repository, so that a change of it shows in
 * the diff: the HTTP contract, the web's types of it, and the schema that the migrations make.
 */
export async function derived({ app, ask }: FreshDesk): Promise<Map<string, string>> {
  const contract = JSON.stringify(app.swagger(), null, 2)
  const types = astToString(await openapiTypes(contract))
  return new Map([
    ['openapi.json', `${contract}\n`],
    ['web/api/openapi.d.ts', `${COMMENT_HEADER}${types}`],
    ['migrations/schema.sql', await dumpSchema(ask)],
  ])
}

/** What is kept in the repository and is no longer what the code says. */
export async function contractLaw(
  current: ReadonlyMap<string, string>,
  keptAt = (path: string) => readFile(join(projectRoot, path), 'utf8').catch(() => ''),
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [path, text] of current) {
    const kept = await keptAt(path)
    const what = `${firstDifference(kept, text)}; run npm run contract, read the diff, commit it`
    if (kept !== text) findings.push({ law: 'contract', where: path, what })
  }
  return findings
}

function firstDifference(kept: string, text: string): string {
  if (kept === '') return 'is missing'
  const [old, now] = [kept.split('\n'), text.split('\n')]
  const line = now.findIndex((words, at) => words !== old[at])
  return line < 0
    ? `has ${old.length - now.length} lines too many`
    : `line ${line + 1} is no longer “${now[line]?.trim().slice(0, 80)}”`
}

if (import.meta.main) {
  for (const [path, text] of await onFreshDesk(derived)) {
    await mkdir(dirname(join(projectRoot, path)), { recursive: true })
    await writeFile(join(projectRoot, path), text)
    console.log(`wrote ${path}`)
  }
}
