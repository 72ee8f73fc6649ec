/**
 * Loaded before the program (NODE_OPTIONS="--expose-gc --import=…"): on SIGUSR2 everything that nobody needs is collected and
 * the memory still in use is written to a file, with what keeps the process alive. The program itself is as ever.
 */
import { writeFileSync } from 'node:fs'

const collect = (globalThis as { gc?: () => void }).gc
const place = process.env.FAULTS_MEMORY_FILE

process.on('SIGUSR2', () => {
  // Twice: what finalizers let go of at the first time is collected at the second.
  collect?.()
  setImmediate(() => {
    collect?.()
    const { heapUsed, external, rss } = process.memoryUsage()
    const resources = process.getActiveResourcesInfo()
    const file = `${place}.${process.pid}`
    writeFileSync(file, JSON.stringify({ at: Date.now(), heapUsed, external, rss, resources }))
  })
})
