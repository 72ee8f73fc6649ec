import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { Refusal, wordsOf } from '../../platform/errors.ts'
import { createChannel, receive } from '../channels/index.ts'
import { keepUpload } from './service.ts'

let world: World
let channelId: string
beforeAll(async () => {
  world = await openWorld()
  const channel = { kind: 'receiver' as const, name: 'Desk', storeId: null, address: 'desk@files.test', settings: {} }
  channelId = (await createChannel(world.context(), channel)).id
})
afterAll(() => world.close())

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000', 'hex')
const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(62), Buffer.from('PE\0\0')])

describe('a file that an agent adds', () => {
  const add = async (name: string, type: string, bytes: Buffer) => {
    const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`
    const reply = await world.app.inject({
      method: 'POST',
      url: '/api/uploads',
      headers: {
        authorization: `Bearer ${await world.token(['tickets.work'])}`,
        'content-type': 'multipart/form-data; boundary=b',
      },
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--b--\r\n')]),
    })
    return { status: reply.statusCode, body: reply.json() }
  }

  test('is kept under the type of its bytes', async () => {
    expect(await add('lamp.png', 'text/html', png)).toMatchObject({ status: 201, body: { contentType: 'image/png' } })
  })

  test.each([
    [
      'lamp.pdf',
      png,
      'messages.upload-other-kind',
      '请将扩展名改为 .png',
      'its content is png. Give it the ending .png',
    ],
    ['lamp.jpg', png, 'messages.upload-other-kind', '实际内容为 png', 'its content is png'],
    ['lamp.pdf', program, 'messages.upload-other-kind', '实际内容为 exe', 'its content is exe'],
    [
      'lamp.png',
      Buffer.from('<script>'),
      'messages.upload-not-of-its-kind',
      '请打开并重新保存',
      '“lamp.png” is not what',
    ],
  ])('is refused when %s holds something else, in both languages', async (name, bytes, code, chinese, english) => {
    const refused = await add(name, 'image/png', bytes)
    expect(refused).toMatchObject({ status: 422, body: { code, detail: expect.stringContaining(chinese) } })
    const again = keepUpload(await world.contextOf(world.first), { filename: name, contentType: '', bytes })
    const refusal = await again.catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Refusal)
    expect(wordsOf(refusal as Refusal, 'en')).toContain(english)
    expect(await world.sql('select filename from uploads')).toEqual([{ filename: 'lamp.png' }])
  })
})

test('files beside a mail are kept, and what contradicts its name is marked and handed out as bytes only', async () => {
  const part = (name: string, type: string, bytes: Buffer) =>
    `--b\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\n` +
    `Content-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}\r\n`
  const head =
    'From: Jane <jane@mail.test>\r\nTo: desk@files.test\r\nSubject: Files\r\nMessage-ID: <1@mail.test>\r\n' +
    'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the files.\r\n'
  const raw =
    head +
    part('photo.png', 'image/png', program) +
    part('lamp.jpg', 'image/jpeg', png) +
    part('orders.csv', 'text/csv', Buffer.from('a,b\n1,2\n'))
  const envelope = { envelopeFrom: 'jane@mail.test', envelopeTo: 'desk@files.test' }
  await receive(world.context(), { channelId, raw: Buffer.from(`${raw}--b--\r\n`), ...envelope })
  await world.work()
  const [ticket] = (await world.first.get('/api/tickets?view=all')).body.items
  const said = (await world.first.get(`/api/tickets/${ticket.id}/messages`)).body.items
  const message = said.find(({ direction }: { direction: string }) => direction === 'inbound')
  expect(message.attachments).toMatchObject([
    { filename: 'photo.png', contentType: 'application/octet-stream', contradictsName: true, size: program.length },
    { filename: 'lamp.jpg', contentType: 'image/png', contradictsName: false },
    { filename: 'orders.csv', contentType: 'text/csv', contradictsName: false },
  ])
  const opened = await world.first.get(message.attachments[0].url)
  expect(opened.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringMatching(/^attachment;/),
    'x-content-type-options': 'nosniff',
  })
})
