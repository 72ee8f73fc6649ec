import { cellFiles } from './cells.ts'
import type { Maker } from './files.ts'
import { languageFiles } from './languages.ts'
import { otherFiles, sampleFiles } from './other-reports.ts'
import { refusedFiles } from './refused.ts'
import { shapeFiles } from './shapes.ts'
import { workbookFiles } from './workbooks.ts'

/** Files as people have them: every kind that the issue "orders" names (Must show, line 2), and their crossings. */
export const awkwardFiles: readonly Maker[] = [
  ...languageFiles,
  ...cellFiles,
  ...shapeFiles,
  ...workbookFiles,
  ...otherFiles,
  ...refusedFiles,
  ...sampleFiles,
]

/** The same with a fifth of the languages: what each is written in is read by the same few lines. */
export const fewerFiles: readonly Maker[] = awkwardFiles.filter((_, at) => at >= languageFiles.length || at % 5 === 0)
