/** One place where the tree breaks a law. */
export interface Finding {
  /** The law's name, as `npm run check -- --only` takes it. */
  readonly law: string
  /** `path` or `path:line`, from the root of the project. */
  readonly where: string
  /** What is wrong and, where it is not plain, what to do. */
  readonly what: string
}

/** Source files by their path from the root. A plain map, so that a test can plant a breaking file without a disk. */
export type Tree = ReadonlyMap<string, string>

/** A law that can be judged from the text of the files alone. */
export interface Law {
  readonly name: string
  readonly states: string
  readonly findings: (tree: Tree) => Finding[]
}

/** The line (from 1) at a place in a text. */
export function lineAt(text: string, position: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < position; at = text.indexOf('\n', at + 1)) line += 1
  return line
}
