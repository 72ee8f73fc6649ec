import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge, judgeFile } from './file-content.ts'

const hex = (digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex')
const png = hex('89504e47 0d0a1a0a 0000000d 49484452 00000001 00000001 08060000 00')
const jpeg = hex('ffd8ffe0 00104a46 49460001 01000001 00010000 ffd9')
const pdf = Buffer.from('%PDF-1.4\n%\xe2\xe3\n', 'latin1')
const zip = hex('504b0506 00000000 00000000 00000000 00000000 0000')
const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(62), Buffer.from('PE\0\0')])
const compound = Buffer.concat([hex('d0cf11e0 a1b11ae1'), Buffer.alloc(504)])
const page = Buffer.from('<script>alert(1)</script>')

const judged = async (filename: string, contentType: string, bytes: Buffer) => {
  const { contentType: type, name } = await judgeFile({ filename, contentType, bytes })
  return `${name} ${type}`
}

describe('a file is what its bytes say', () => {
  test.each([
    ['lamp.png', 'image/png', png, 'agrees image/png'],
    ['LAMP.PNG', 'application/octet-stream', png, 'agrees image/png'],
    ['lamp', 'text/html', png, 'agrees image/png'],
    ['lamp.jpg', 'image/jpeg', png, 'other-picture image/png'],
    ['lamp.jpeg', 'image/png', jpeg, 'agrees image/jpeg'],
    ['invoice.pdf', 'application/pdf', pdf, 'agrees application/pdf'],
    ['invoice.pdf', 'text/plain', Buffer.concat([Buffer.from('\r\n'), pdf]), 'agrees application/pdf'],
    ['invoice.pdf', 'application/pdf', program, 'contradicts application/octet-stream'],
    ['invoice.pdf', 'application/pdf', page, 'contradicts application/octet-stream'],
    ['invoice.pdf. ', 'application/pdf', program, 'contradicts application/octet-stream'],
    ['invoice.pdf', 'application/pdf', png, 'contradicts application/octet-stream'],
    ['lamp.png', 'image/png', page, 'contradicts application/octet-stream'],
    ['lamp.txt', 'text/plain', program, 'contradicts application/octet-stream'],
    ['lamp.docx', 'application/pdf', zip, 'agrees application/zip'],
    ['lamp.docx', 'application/x', compound, 'agrees application/x-cfb'],
    ['lamp.doc', 'application/octet-stream', compound, 'agrees application/msword'],
    ['lamp.zip', 'application/zip', program, 'contradicts application/octet-stream'],
    ['setup.exe', 'image/png', program, 'agrees application/x-msdownload'],
    ['orders.csv', 'text/csv', Buffer.from('order,name\n1,灯\n'), 'agrees text/csv'],
    ['list.txt', 'text/plain', Buffer.from('BMW parts, and MZ'), 'agrees text/plain'],
    ['MZ.txt', 'text/plain', Buffer.from('MZ is Mozambique'), 'agrees text/plain'],
    ['page.html', 'text/html', page, 'agrees text/html'],
    ['page', 'image/png', page, 'agrees application/octet-stream'],
    ['offer.v2', 'application/pdf', page, 'agrees application/octet-stream'],
    ['winmail.dat', 'application/ms-tnef', hex('789f3e22 0001'), 'agrees application/ms-tnef'],
    ['drawing.svg', 'image/svg+xml', Buffer.from('<?xml version="1.0"?><svg/>'), 'agrees image/svg+xml'],
    ['drawing.svg', 'image/svg+xml', Buffer.from('<svg/>'), 'agrees image/svg+xml'],
    ['notes.txt', 'image/svg+xml', Buffer.from('<svg/>'), 'agrees application/octet-stream'],
  ])('%s, said to be %s', async (filename, claimed, bytes, expected) =>
    expect(await judged(filename, claimed, bytes)).toBe(expected),
  )

  test('a document with macros is not one without', () => {
    const recognised = { ending: 'xlsm', contentType: 'application/vnd.ms-excel.sheet.macroenabled.12' }
    expect(judge('prices.xlsx', '', recognised).name).toBe('contradicts')
    expect(judge('prices.xlsm', '', recognised).name).toBe('agrees')
    expect(judge('prices.zip', '', recognised).name).toBe('agrees')
  })

  test('whatever the bytes, it is judged, and never given a type of picture that they do not have', async () => {
    const beginnings = fc.constantFrom(png, jpeg, pdf, zip, program, compound, page).map((all) => all.subarray(0, 30))
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 600 }), beginnings, fc.tuple(beginnings, fc.uint8Array()))
    const names = fc.constantFrom('a.png', 'a.jpg', 'a', 'a.pdf', 'a.docx', 'a.mp4', 'a.html', '.', '', 'a.webp ')
    await fc.assert(
      fc.asyncProperty(bytes, names, fc.constantFrom('image/png', 'text/html'), async (drawn, filename, claimed) => {
        const all = Buffer.concat([drawn].flat())
        const { contentType, name, recognised } = await judgeFile({ filename, contentType: claimed, bytes: all })
        if (/^(?:image|audio|video)\//.test(contentType)) expect(recognised?.contentType).toBe(contentType)
        if (name === 'contradicts') expect(contentType).toBe('application/octet-stream')
      }),
    )
  })
})
