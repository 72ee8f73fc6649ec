import type { Finding, Law } from './law.ts'
import { storeys } from './storeys.ts'

const roomFile =
  /^(index|errors|tables|(schema|rules|store|service|routes|jobs)(\.[a-z0-9]+(-[a-z0-9]+)*){0,2})(\.test)?\.ts$/
const starterFile = /^starter\/([a-z0-9-]+\/)*[a-zA-Z0-9-]+\.(json|ts)$/
const sayNothing = /^(utils?|helpers?|managers?|misc|common|shared|data|stuff|handlers?|base|core|types|constants)$/
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/
/** In the web a file may be named like the one component or function that it exports. */
const likeItsExport = /^[A-Za-z][A-Za-z0-9]*$/

/** What is wrong with a path's own words, wherever it stands. */
function wrongWord(path: string): string | undefined {
  const parts = path.split('/')
  const file = parts.pop() ?? ''
  const stem = file.replace(/(\.test|\.d|\.config)?\.[a-z]+$/, '')
  const vague = [...parts, ...stem.split('.')].find((part) => sayNothing.test(part))
  if (vague) return `“${vague}” says nothing; name what the thing is (GLOSSARY)`
  const ok = stem.split('.').every((word) => kebab.test(word) || (path.startsWith('web/') && likeItsExport.test(word)))
  return ok ? undefined : 'file names are kebab-case; in the web also the name of the component or function'
}

/** A reader who knows one module knows them all: same files, same names. */
export const namesLaw: Law = {
  name: 'names',
  states: 'modules stand in house.cjs and hold only the files every module may hold; names say what the thing is',
  findings(tree) {
    const findings: Finding[] = []
    const report = (where: string, what: string) => findings.push({ law: 'names', where, what })
    const known = new Set(storeys.map((storey) => storey.name))
    const built = new Set<string>()
    for (const path of tree.keys()) {
      if (!/^(server|web|tools|tests|bench|evidence)\/.*\.(ts|tsx)$/.test(path) || path.endsWith('.d.ts')) continue
      const [, room, inside] = /^server\/modules\/([^/]+)\/(.+)$/.exec(path) ?? []
      if (room && inside) {
        built.add(room)
        if (!known.has(room)) report(path, `“${room}” is not in house.cjs`)
        if (!roomFile.test(inside) && !starterFile.test(inside)) {
          report(
            path,
            'a module holds index, schema, rules, tables, store, service, routes, jobs, errors (with a dotted aspect), starter/',
          )
        }
        if (inside.startsWith('starter/')) continue
      }
      const wrong = wrongWord(path)
      if (wrong) report(path, wrong)
    }
    for (const { name } of storeys) {
      if (!tree.has(`server/modules/${name}/index.ts`))
        report('house.cjs', `${name} has no face: server/modules/${name}/index.ts`)
    }
    return findings
  },
}
