import { corpora } from './house.corpora.ts'
import { ingest } from './house.ingest.ts'
import { clocks, words } from './house.rules.ts'
import { servers } from './house.servers.ts'
import { shape } from './house.shape.ts'
import { start } from './house.start.ts'
import { story } from './house.story.ts'
import { web } from './house.web.ts'
import { runParts } from './line.ts'

/**
 * What the issue "house" must show, through the product's own doors: `npm run evidence -- house [--full] [--only=name]`.
 * One line each, `ok` or `short`; exit code 1 when one is short.
 */
process.exitCode = await runParts(
  [start, story, servers, ingest, corpora, words, clocks, web, shape],
  process.argv.slice(2),
)
