import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CannotStart } from './cannot-start.ts'
import { originAt, readConfig, unknownSettings, withSecret } from './config.ts'

const at = (env: NodeJS.ProcessEnv) => readConfig(env, '/somewhere', '/opt/amends')

function refusalOf(env: NodeJS.ProcessEnv): string {
  try {
    at(env)
  } catch (error) {
    expect(error).toBeInstanceOf(CannotStart)
    return (error as CannotStart).message
  }
  throw new Error('the settings were taken')
}

describe('settings', () => {
  test('have defaults for a desk on this machine alone', () => {
    expect(at({})).toEqual({
      port: 4400,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:4400',
      trustProxy: false,
      requestsPerMinute: 6_000,
      healthPort: null,
      drainSeconds: 0,
      requestsAtOnce: availableParallelism() + 1,
      heapMegabytes: 320,
      workspaceRequestsPerSecond: 200,
      databaseUrl: null,
      databaseConnections: 20,
      dataFolder: resolve('/opt/amends/.amends'),
      secret: null,
      oldSecret: null,
      mailHost: '127.0.0.1',
      smtpPort: 2525,
      lmtpPort: 2424,
      mailNetworks: ['loopback', 'private'],
      sendPatienceSeconds: 45,
      sendRetrySeconds: [10, 30, 60, 300, 900, 3_600],
      webFolder: null,
      otlpEndpoint: null,
      tracePercent: 100,
      logLevel: 'info',
      backupFolder: null,
      backupSecret: null,
      backupHours: 24,
      backupKeep: 14,
    })
  })

  test('a folder for backups wants the secret that they are encrypted with', () => {
    expect(() => at({ AMENDS_BACKUP_FOLDER: 'out' })).toThrow('AMENDS_BACKUP_SECRET must be set')
    expect(at({ AMENDS_BACKUP_FOLDER: 'out', AMENDS_BACKUP_SECRET: 'x'.repeat(32) }).backupFolder).toMatch(/out$/)
  })

  test('take what is written; an empty variable counts as unset', () => {
    const config = at({
      PORT: '8080',
      HOST: '0.0.0.0',
      AMENDS_SMTP_PORT: 'off',
      AMENDS_SEND_RETRY_SECONDS: '5, 20',
      AMENDS_DATA: 'desk',
      AMENDS_TRUST_PROXY: 'loopback, 10.0.0.0/8',
      AMENDS_PUBLIC_URL: 'https://desk.example.com/',
      DATABASE_URL: '',
    })
    expect(config).toMatchObject({
      port: 8_080,
      smtpPort: null,
      sendRetrySeconds: [5, 20],
      dataFolder: resolve('/somewhere/desk'),
      trustProxy: ['loopback', '10.0.0.0/8'],
      publicUrl: 'https://desk.example.com',
      databaseUrl: null,
    })
  })

  test.each([
    [{ PORT: '70000' }, 'PORT=70000 must be a whole number from 0 to 65535'],
    [{ PORT: '4400x' }, 'PORT=4400x must be a whole number from 0 to 65535'],
    [{ AMENDS_LMTP_PORT: 'no' }, 'AMENDS_LMTP_PORT=no must be a whole number from 0 to 65535, or off'],
    [{ AMENDS_PUBLIC_URL: 'desk.example.com' }, 'must be an address without a path'],
    [{ AMENDS_PUBLIC_URL: 'https://example.com/desk' }, 'must be an address without a path'],
    [{ AMENDS_LOG_LEVEL: 'loud' }, 'AMENDS_LOG_LEVEL=loud must be one of fatal, error'],
    [{ AMENDS_TRUST_PROXY: 'proxy.internal' }, 'must be addresses or networks'],
    [{ AMENDS_SEND_RETRY_SECONDS: '10;30' }, 'must be whole numbers from 1 to 86400 with commas between'],
    [{ HOST: 'http://x' }, 'HOST=http://x must be a host name or address'],
  ])('%o is refused in words', (env, words) => {
    expect(refusalOf(env)).toContain(words)
  })

  test('are refused all at once, and a secret is never repeated', () => {
    const words = refusalOf({ PORT: 'x', AMENDS_SECRET: 'too-short', DATABASE_URL: 'mysql://me:hush@db/amends' })
    expect(words).toContain('PORT=x')
    expect(words).toContain('AMENDS_SECRET must be 32 characters')
    expect(words).toContain('DATABASE_URL must be an address with a database name')
    expect(words).not.toMatch(/too-short|hush/)
  })

  test('that look like ours and are not are named', () => {
    const env = { AMENDS_SMPT_PORT: '25', AMENDS_DATA: '/x', AMENDS_TEST_REQUIRE: 'all', PORT: '1' }
    expect(unknownSettings(env)).toEqual(['AMENDS_SMPT_PORT'])
  })
})

test('the address of a wildcard host is this machine', () => {
  expect(originAt('0.0.0.0', 80)).toBe('http://localhost:80')
  expect(originAt('::1', 80)).toBe('http://[::1]:80')
})

describe('the secret', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'amends-secret-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  test('is made once, kept closed, and the same ever after, also when two ask at once', async () => {
    const settings = at({ AMENDS_DATA: folder })
    const secrets = await Promise.all([withSecret(settings), withSecret(settings), withSecret(settings)])
    expect(new Set(secrets.map(({ secret }) => secret)).size).toBe(1)
    expect(secrets[0]?.secret).toHaveLength(43)
    expect((await withSecret(settings)).secret).toBe(secrets[0]?.secret)
    expect((await stat(join(folder, 'secret'))).mode & 0o777).toBe(0o600)
    expect((await readFile(join(folder, 'secret'), 'utf8')).trim()).toBe(secrets[0]?.secret)
  })

  test('given in the environment wins; a damaged one is refused with the mend', async () => {
    await writeFile(join(folder, 'secret'), 'abc')
    const given = at({ AMENDS_DATA: folder, AMENDS_SECRET: 's'.repeat(32) })
    expect((await withSecret(given)).secret).toBe('s'.repeat(32))
    await expect(withSecret(at({ AMENDS_DATA: folder }))).rejects.toThrow(/damaged/)
  })
})
