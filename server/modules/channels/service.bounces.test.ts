import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bounceReport } from '../../../tests/fixtures/bounce.ts'
import { openSmtpPeer, type SmtpPeer } from '../../../tests/setup/smtp-peer.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { createChannel, receive, sendMail } from './index.ts'

let world: World
let peer: SmtpPeer
let channelId: string

beforeAll(async () => {
  world = await openWorld()
  peer = await openSmtpPeer()
  const smtp = { host: '127.0.0.1', port: peer.port, security: 'none' as const, user: '' }
  const wanted = { kind: 'receiver' as const, name: 'Lamp House', address: 'desk@lamps.example', storeId: null }
  channelId = (await createChannel(world.context(), { ...wanted, settings: { smtp } })).id
})
afterAll(async () => {
  await peer.close()
  await world.close()
})

const ticketId = '0192f0c0-0000-7000-8000-000000000001'
const send = (fields: object = {}) =>
  sendMail(world.context(), {
    channelId,
    ticketId,
    to: [{ address: 'jane@mail.example' }],
    subject: 'Re: My lamp',
    text: 'It is on its way.\n',
    references: ['one@mail.example', 'two@mail.example'],
    inReplyTo: 'two@mail.example',
    attachments: [],
    automatic: false,
    ...fields,
  })
const stateOf = async (id: string) =>
  (await world.sql('select status, attempts, problem from outgoing_mails where id = $1', [id]))[0]

describe('a letter that has gone', () => {
  test('goes out once though the database fails just when that is to be written down', async () => {
    await world.sql(`create sequence tried; grant all on tried to public;
      create function refuse_once() returns trigger language plpgsql as $$ begin
        if nextval('tried') = 1 then raise exception 'no space' using errcode = '53100'; end if; return new; end $$;
      create trigger refuse_once before update on outgoing_mails for each row when (new.status = 'sent')
        execute function refuse_once()`)
    const { id } = await send()
    await world.work()
    await world.sql('drop trigger refuse_once on outgoing_mails')
    expect(await world.sql('select last_value::int as tries from tried')).toEqual([{ tries: 2 }])
    expect(peer.taken.splice(0)).toHaveLength(1)
    expect(await stateOf(id)).toMatchObject({ status: 'sent', attempts: 1 })
  })
})

describe('a letter that comes back', () => {
  const report = (messageId: string, action: string) =>
    bounceReport({ to: 'desk@lamps.example', recipient: 'jane@mail.example', messageId: `<${messageId}>`, action })
  const comeIn = async (raw: Buffer) => {
    await receive(world.context(), { channelId, raw, envelopeFrom: '', envelopeTo: 'desk@lamps.example' })
    await world.work()
  }

  test('is marked with the reason, and no ticket is made of it', async () => {
    const { id, messageId } = await send()
    await world.work()
    const before = await world.sql('select id from tickets')
    await comeIn(report(messageId, 'failed'))
    expect(await stateOf(id)).toMatchObject({ status: 'bounced', problem: 'jane@mail.example 5.1.1 550 no such user' })
    expect(await world.sql('select id from tickets')).toHaveLength(before.length)
  })

  test('is not lost yet while it is only delayed', async () => {
    const { id, messageId } = await send()
    await world.work()
    await comeIn(report(messageId, 'delayed'))
    expect(await stateOf(id)).toMatchObject({ status: 'sent' })
  })

  test('of somebody else stays an ordinary mail', async () => {
    const before = await world.sql('select id from tickets')
    await comeIn(report('nobody-knows@mail.example', 'failed'))
    expect(await world.sql('select id from tickets')).toHaveLength(before.length + 1)
  })
})
