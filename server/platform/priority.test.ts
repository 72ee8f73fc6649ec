import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { getPriority } from 'node:os'
import { expect, test } from 'vitest'
import { standBehind } from './priority.ts'

test('a process stands behind the ordinary ones, no further when told again, and one that is gone stands nowhere', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] })
  const pid = child.pid ?? 0
  const placed = [standBehind(pid), getPriority(pid), standBehind(pid), getPriority(pid)]
  child.kill()
  await once(child, 'exit')
  expect(placed).toEqual([true, Math.max(getPriority(), 5), true, Math.max(getPriority(), 5)])
  expect(standBehind(pid)).toBe(false)
})
