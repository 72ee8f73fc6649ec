import ts from 'typescript'
import type { Tree } from './law.ts'

const parsed = new Map<string, ts.SourceFile>()

/** The syntax tree of one file; kept, because several laws read the same files. */
export function syntaxOf(path: string, text: string): ts.SourceFile {
  const key = `${path}\n${text}`
  const found = parsed.get(key)
  if (found) return found
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind)
  parsed.set(key, file)
  return file
}

/** Calls `visit` for a node and every one under it. */
export function everyNode(top: ts.Node, visit: (node: ts.Node) => void): void {
  const step = (node: ts.Node) => {
    visit(node)
    ts.forEachChild(node, step)
  }
  step(top)
}

/** The TypeScript files of our own hand, generated declarations left out. */
export function* sources(tree: Tree, under = ''): Generator<[path: string, text: string]> {
  for (const [path, text] of tree) {
    if (path.startsWith(under) && /\.tsx?$/.test(path) && !path.endsWith('.d.ts')) yield [path, text]
  }
}

/** `path:line` of a node. */
export function placeOf(file: ts.SourceFile, node: ts.Node): string {
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`
}
