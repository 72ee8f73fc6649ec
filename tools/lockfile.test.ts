import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../server/platform/config.ts'
import { missingEntries } from './lockfile.ts'

test('package-lock.json knows every platform (mend: node tools/lockfile.ts)', async () => {
  const { packages } = JSON.parse(await readFile(join(projectRoot, 'package-lock.json'), 'utf8'))
  expect(missingEntries(packages)).toEqual({})
})

test('a binary that the registry of the installer did not hold is named with its platform', () => {
  const parent = {
    optionalDependencies: {
      'x-linux-arm64-musl': '1.2.3',
      'x-darwin-x64': '1.2.3',
      'x-wasm32-wasi': '1.2.3',
      canvas: '^2.0.0',
    },
  }
  const here = { version: '1.2.3', optional: true }
  expect(missingEntries({ 'node_modules/a/node_modules/x': parent, 'node_modules/x-darwin-x64': here })).toEqual({
    'node_modules/x-linux-arm64-musl': { ...here, os: ['linux'], cpu: ['arm64'], libc: ['musl'] },
    'node_modules/x-wasm32-wasi': { ...here, cpu: ['wasm32'] },
  })
})
