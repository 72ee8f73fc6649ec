import { posix } from 'node:path'
import { type Finding, type Law, lineAt, type Tree } from './law.ts'
import { storeys } from './storeys.ts'

/** What the README promises must be there: every relative link of every page leads to a file, every #anchor to a heading. */
export const docsLaw: Law = {
  name: 'docs',
  states: 'links in the documents lead somewhere; ARCHITECTURE.md lists the storeys of house.cjs in order',
  findings(tree) {
    const findings: Finding[] = []
    const folders = new Set([...tree.keys()].flatMap(parents))
    for (const [path, text] of tree) {
      if (!path.endsWith('.md')) continue
      for (const match of text.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)) {
        const link = match[1] ?? match[2] ?? ''
        if (/^([a-z]+:|\/\/)/i.test(link)) continue
        const [file = '', anchor] = link.split('#')
        const target = file ? posix.normalize(posix.join(posix.dirname(path), file)).replace(/\/$/, '') : path
        const there = tree.has(target) || folders.has(target)
        const report = (what: string) =>
          findings.push({ law: 'docs', where: `${path}:${lineAt(text, match.index)}`, what })
        if (!there) report(`links to ${link}, which is not there`)
        else if (anchor && target.endsWith('.md') && !anchors(tree.get(target) ?? '').has(anchor))
          report(`no heading #${anchor} in ${target}`)
      }
    }
    return [...findings, ...storeysInOrder(tree)]
  },
}

function storeysInOrder(tree: Tree): Finding[] {
  const page = tree.get('ARCHITECTURE.md')
  if (page === undefined) return [{ law: 'docs', where: 'ARCHITECTURE.md', what: 'is missing' }]
  const expected = storeys.map((storey) => storey.name).join(' → ')
  if (page.replace(/\s+/g, ' ').includes(expected)) return []
  return [{ law: 'docs', where: 'ARCHITECTURE.md', what: `does not list the storeys as house.cjs does: ${expected}` }]
}

function parents(path: string): string[] {
  const found: string[] = []
  for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) found.push(folder)
  return found
}

/** Headings as the usual hosts anchor them. */
function anchors(page: string): Set<string> {
  const headings = page.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+\s+(.+)$/gm)
  return new Set(
    [...headings].map(([, text = '']) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  )
}
