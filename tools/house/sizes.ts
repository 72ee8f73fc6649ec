import type { Law, Tree } from './law.ts'

const limit = 300
const counted = /\.(ts|tsx|css|mjs|cjs|sh|sql)$/
const exempt = /\.d\.ts$|^migrations\/schema\.sql$/

/** Lines of each file that a person writes, shortest first. */
export function sizes(tree: Tree): { path: string; lines: number }[] {
  return [...tree]
    .filter(([path]) => counted.test(path) && !exempt.test(path))
    .map(([path, text]) => ({ path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }))
    .sort((a, b) => a.lines - b.lines)
}

/** One line on the sizes of the house: median, 90th percentile, and the largest file. */
export function sizesInWords(tree: Tree): string {
  const all = sizes(tree)
  const largest = all.at(-1)
  if (!largest) return 'sizes: no files'
  const at = (share: number) => all[Math.min(all.length - 1, Math.floor(all.length * share))]?.lines
  return `sizes: ${all.length} files, median ${at(0.5)}, p90 ${at(0.9)}, largest ${largest.lines} (${largest.path})`
}

export const sizesLaw: Law = {
  name: 'sizes',
  states: `no file over ${limit} lines`,
  findings: (tree) =>
    sizes(tree)
      .filter(({ lines }) => lines > limit)
      .map(({ path, lines }) => ({
        law: 'sizes',
        where: path,
        what: `${lines} lines; over ${limit} a file is two things: split it by aspect (store.search.ts) or into a sibling module`,
      })),
}
