import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate, readMigrations } from '../../server/platform/migrations.ts'
import { startEmbedded } from '../../server/platform/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner and serving addresses of the test server; databases are cloned from `template`. */
    postgres: { url: string; servingUrl: string; template: string }
  }
}

/** One real PostgreSQL for the whole run, and one migrated database that every world is cloned from. */
export async function setup(project: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'amends-test-'))
  const embedded = await startEmbedded({ folder, throwaway: true })
  const template = 'template_world'
  const stop = async () => {
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await makeTemplate(embedded.url, template)
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('postgres', { url: embedded.url, servingUrl: embedded.servingUrl, template })
  return stop
}

async function makeTemplate(ownerUrl: string, template: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(`create database ${template}`)
  await owner.end()
  const migrations = await readMigrations(resolve(import.meta.dirname, '../../migrations'))
  await migrate(ownerUrl.replace(/\/[^/]*$/, `/${template}`), migrations, () => new Date())
}
