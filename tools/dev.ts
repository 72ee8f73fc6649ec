import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../server/platform/config.ts'

/**
 * `npm run dev`: the server, started anew at every change of its sources, and the web page with hot reload on its own
 * port (the address is printed), which hands /api on to the server. Ends when either ends or at Ctrl-C.
 */
function main(args: readonly string[]): void {
  const web = join(projectRoot, 'web')
  // The page comes from Vite: pointing at its sources keeps the server from building it at every restart.
  const server = start(['--watch', join(projectRoot, 'server/cli.ts'), 'serve', ...args], { AMENDS_WEB_DIR: web })
  const port = process.env.PORT ?? '4400'
  const page = start([join(projectRoot, 'node_modules/vite/bin/vite.js'), '--config', join(web, 'vite.config.ts')], {
    AMENDS_DEV_SERVER: `http://127.0.0.1:${port}`,
  })
  const both = [server, page]
  const stop = (signal: NodeJS.Signals) => {
    for (const child of both) child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop('SIGTERM'))
  for (const child of both)
    child.once('exit', (code) => {
      process.exitCode ||= code ?? 0
      stop('SIGTERM')
    })
}

function start(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, args, { cwd: projectRoot, env: { ...process.env, ...env }, stdio: 'inherit' })
}

main(process.argv.slice(2))
