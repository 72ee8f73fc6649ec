import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { statusUrl } from '../tickets/index.ts'

let world: World
let storeId: string
let secret: string
beforeAll(async () => {
  world = await openWorld()
  storeId = (await createStore(world.context(), { name: 'Kitto', marketplace: 'own-shop' })).id
  const { body } = await world.first.put(`/api/stores/${storeId}/web-form`, { enabled: true })
  secret = secretOf(body.url)
})
afterAll(() => world.close())

const secretOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1)

async function call(method: 'GET' | 'POST', of: string): Promise<Answer> {
  const reply = await world.app.inject({ method, url: `/api/forms/${of}`, headers: { 'accept-language': 'en' } })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}
const look = (of = secret) => call('GET', of)
const write = (of: string) => call('POST', of)

describe('the link of a form', () => {
  const form = (store = storeId) => `/api/stores/${store}/web-form`

  test('altered, of another workspace, or of a ticket: the same 404', async () => {
    const stranger = await world.stranger()
    const theirs = await createStore(stranger.context(), { name: 'Theirs', marketplace: 'own-shop' })
    const other = await stranger.caller.put(form(theirs.id), { enabled: true })
    expect((await look(secretOf(other.body.url))).body.storeName).toBe('Theirs')
    const pasted = Buffer.concat([
      Buffer.from(stranger.workspaceId.replaceAll('-', ''), 'hex'),
      Buffer.from(secret, 'base64url').subarray(16),
    ]).toString('base64url')
    const ofTicket = secretOf(statusUrl(world.context(), storeId))
    for (const wrong of [ofTicket, pasted, secret.slice(1), 'x', 'a'.repeat(64)]) {
      expect([wrong, (await look(wrong)).body.code]).toEqual([wrong, 'request.not-found'])
      expect((await write(wrong)).body.code).toBe('request.not-found')
    }
  })

  test('a form is off and without a link until it is switched on; off again, its link waits', async () => {
    const shop = await createStore(world.context(), { name: 'Second', marketplace: 'own-shop' })
    expect((await world.first.get(form(shop.id))).body).toEqual({ enabled: false, url: null, answersByMail: false })
    const { url } = (await world.first.put(form(shop.id), { enabled: true })).body
    expect((await look(secretOf(url))).body).toMatchObject({ storeName: 'Second', answersByMail: false })
    expect((await world.first.put(form(shop.id), { enabled: false })).body).toMatchObject({ enabled: false, url })
    expect((await look(secretOf(url))).status).toBe(404)
    await world.first.put(form(shop.id), { enabled: true })
    expect((await look(secretOf(url))).status).toBe(200)
    await world.first.patch(`/api/stores/${shop.id}`, { active: false })
    expect((await look(secretOf(url))).status).toBe(404)
    expect((await world.first.delete(`/api/stores/${shop.id}`)).status).toBe(200)
  })

  test('a new one ends the old', async () => {
    const renewed = await world.first.post(`${form()}/link`)
    expect(renewed.body).toMatchObject({ enabled: true })
    expect((await look()).status).toBe(404)
    secret = secretOf(renewed.body.url)
    expect((await look()).status).toBe(200)
  })

  test('is set by those who may write stores; others look, and strangers do not see the store', async () => {
    const agent = await world.as('agent')
    expect((await agent.get(form())).body).toMatchObject({ enabled: true })
    expect((await agent.put(form(), { enabled: false })).status).toBe(403)
    expect((await agent.post(`${form()}/link`)).status).toBe(403)
    const elsewhere = await createStore(world.context(), { name: 'Elsewhere', marketplace: 'own-shop' })
    const narrow = await world.hire('agent', { storeIds: [elsewhere.id] })
    expect((await narrow.get(form())).body.code).toBe('stores.not-found')
    expect((await world.first.put(form(), { enabled: 'yes' })).body.code).toBe('request.invalid')
  })
})
