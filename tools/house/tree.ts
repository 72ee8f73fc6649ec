import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Tree } from './law.ts'

const left = new Set(['node_modules', '.git', '.runtime', '.amends', 'dist', 'coverage'])
/** Known to be there, for links to them; their content is nobody's text. */
const named = /\.(png|jpg|webp|svg)$|^(LICENSE|NOTICE)$/
const read = new Set(['.ts', '.tsx', '.mjs', '.cjs', '.css', '.html', '.sh', '.sql', '.md', '.json', '.csv'])

/** Reads the sources of the project; what is installed, built or generated at run time is left out. */
export function readTree(root: string): Tree {
  const files = new Map<string, string>()
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (entry.isDirectory()) {
        if (!left.has(entry.name)) walk(path)
      } else if (read.has(extname(entry.name))) {
        files.set(path, readFileSync(join(root, path), 'utf8'))
      } else if (named.test(path)) {
        files.set(path, '')
      }
    }
  }
  walk('')
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
}
