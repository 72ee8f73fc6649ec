import { createRequire, syncBuiltinESMExports } from 'node:module'
import { PassThrough } from 'node:stream'
import type { CurrentCalls, Failure } from './io.calls.ts'

const require = createRequire(import.meta.url)

type Work = (...args: unknown[]) => unknown
type Works = Record<string, Work>

const watched = ['stat', 'mkdir', 'open', 'readFile', 'writeFile', 'rename', 'link', 'unlink', 'rm'] as const
const watchedOfHandles = ['writeFile', 'sync', 'close'] as const

/**
 * Counts every work on files below a folder in this process, and lets those fail that are to; until the returned end.
 * Node lets the functions of its own modules be replaced for whoever has imported them already.
 */
export function watchFiles(folder: () => string | undefined, current: CurrentCalls): () => void {
  const promises: Works = require('node:fs/promises')
  const streams: Works = require('node:fs')
  const before = { ...promises }
  const isBelow = (path: unknown) => {
    const root = folder()
    return root !== undefined && String(path).startsWith(root)
  }
  for (const name of watched) {
    const work = promises[name] as Work
    promises[name] = async (path, ...rest) => {
      const calls = isBelow(path) ? current() : undefined
      if (!calls) return work(path, ...rest)
      const done = await met(calls.meet('file', siteOf(name, rest)), () => work(path, ...rest), name)
      return name === 'open' ? watchHandle(done as Works, String(rest[0]), current) : done
    }
  }
  const read = streams.createReadStream as Work
  streams.createReadStream = (path, ...rest) => {
    const failure = isBelow(path) ? current()?.meet('file', 'createReadStream') : undefined
    if (failure === undefined) return read(path, ...rest)
    return new PassThrough().destroy(disk('read'))
  }
  syncBuiltinESMExports()
  return () => {
    for (const name of watched) promises[name] = before[name] as Work
    streams.createReadStream = read
    syncBuiltinESMExports()
  }
}

/** A file that is opened to be written and a folder that is opened to be synced are two places. */
const siteOf = (name: string, rest: readonly unknown[]): string => (name === 'open' ? `open ${rest[0]}` : name)

function watchHandle(handle: Works, flags: string, current: CurrentCalls): Works {
  for (const name of watchedOfHandles) {
    const work = (handle[name] as Work).bind(handle)
    handle[name] = async (...args) => {
      const failure = current()?.meet('file', `${name} of open ${flags}`)
      // A disk that is full takes what still fits.
      if (name === 'writeFile' && failure === 'refused') await work(half(args[0]))
      // A file that cannot be closed is closed all the same (POSIX leaves no other use of it).
      if (name === 'close' && failure === 'refused') await work()
      return met(failure, () => work(...args), name)
    }
  }
  return handle
}

const half = (bytes: unknown): Uint8Array => {
  const whole = Buffer.from(bytes as Uint8Array)
  return whole.subarray(0, whole.length >> 1)
}

async function met(failure: Failure | undefined, work: () => unknown, name: string): Promise<unknown> {
  if (failure === 'refused') throw disk(name)
  const done = await work()
  if (failure === undefined) return done
  // What was opened and cannot be handed over must not stay open.
  if (name === 'open') await (done as { close(): Promise<void> }).close()
  throw disk(name)
}

const disk = (name: string): Error => {
  const code = ['writeFile', 'mkdir', 'open'].includes(name) ? 'ENOSPC' : 'EIO'
  return Object.assign(new Error(`${code}: the disk fails, ${name}`), { code })
}
