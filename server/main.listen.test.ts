import { connect, createServer } from 'node:net'
import { networkInterfaces, platform } from 'node:os'
import Fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { listen } from './main.listen.ts'

describe('listening', () => {
  const serve = async (host = '127.0.0.1') => {
    const app = Fastify()
    app.get('/', async () => 'here')
    const stop = await listen(app, { host, port: 0 })
    const [address] = app.addresses()
    return { app, stop, port: typeof address === 'object' ? address.port : 0 }
  }
  /** Whether somebody else may take the port for himself. */
  const isFree = (port: number) =>
    new Promise<boolean>((done) => {
      const other = createServer()
      other.once('error', () => done(false))
      other.listen(port, '127.0.0.1', () => other.close(() => done(true)))
    })

  // Who listens on :: is reached by IPv4 too; a machine may have no IPv6.
  const knows6 = Object.values(networkInterfaces()).some((own) => own?.some(({ family }) => family === 'IPv6'))
  const hosts = platform() === 'linux' ? ['127.0.0.1', ...(knows6 ? ['::'] : [])] : []

  test.each(hosts)('on %s many who come at once are taken up several at a turn of the loop', async (host) => {
    const { app, stop, port } = await serve(host)
    const many = 160
    let turns = 0
    const seen = new Promise<void>((done) => {
      let connections = 0
      app.server.on('connection', () => ++connections === many && done())
    })
    const clients = Array.from({ length: many }, () => connect(port, '127.0.0.1'))
    let counting = true
    const count = () => {
      turns += 1
      if (counting) setImmediate(count)
    }
    count()
    await seen
    counting = false
    expect(turns).toBeLessThan(many / 2)
    for (const client of clients) client.destroy()
    await stop()
  })

  test('whichever socket took it up, a request is answered; stopped, the port is free again and nobody hangs', async () => {
    const { stop, port } = await serve()
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.text())),
    )
    expect(new Set(answers)).toEqual(new Set(['here']))
    expect(await isFree(port)).toBe(false)
    await stop()
    expect(await isFree(port)).toBe(true)
  })
})
