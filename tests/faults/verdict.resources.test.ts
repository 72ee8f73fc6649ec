import { expect, test } from 'vitest'
import { judgeAbuse, judgeClocks, judgeDisk, judgeMemory } from './verdict.resources.ts'

const disk = {
  lost: [],
  doubled: [],
  saidOfFolder: 'full',
  acknowledgedWhileFull: 0,
  turnedAwayWhileFull: 9,
  readyAfterSeconds: 30,
  takenAfterSeconds: 2,
}
test.each([
  ['a full disk that is told and outlived', {}, 0],
  ['a mail that was acknowledged and is gone', { lost: ['<1@x>'] }, 1],
  ['a mail that is there twice', { doubled: ['<1@x>'] }, 1],
  ['health that knows nothing of it', { saidOfFolder: 'ok' }, 1],
  ['a run in which no mail came', { turnedAwayWhileFull: 0 }, 1],
  ['health that comes back too late', { readyAfterSeconds: 31 }, 1],
  ['a receiver that does', { takenAfterSeconds: 120 }, 1],
])('disk: %s', (_what, change, faults) => {
  expect(judgeDisk({ ...disk, ...change })).toHaveLength(faults)
})

const memory = { handed: 9, unanswered: 0, deaths: 0, unsettled: 0 }
test.each([
  ['a worker that lives', {}, 0],
  ['one that died', { deaths: 1 }, 1],
  ['a mail without an answer', { unanswered: 1 }, 1],
  ['a mail without an end', { unsettled: 1 }, 1],
  ['no mails', { handed: 0 }, 1],
])('memory: %s', (_what, change, faults) => {
  expect(judgeMemory({ ...memory, ...change })).toHaveLength(faults)
})

const clocks = {
  lost: [],
  doubled: [],
  reminders: new Map([['t first-response 50', 1]]),
  due: new Set(['t first-response 50']),
  earlySeconds: 0,
  letters: new Map([['r', 1]]),
  lettersWritten: ['r'],
  letterSeconds: 12,
}
test.each([
  ['no harm done', {}, 0],
  ['a reminder twice', { reminders: new Map([['t first-response 50', 2]]) }, 1],
  ['a reminder never', { reminders: new Map() }, 1],
  ['a reminder long before its time', { earlySeconds: 540 }, 1],
  ['a letter twice', { letters: new Map([['r', 2]]) }, 1],
  ['a letter never', { letters: new Map() }, 1],
  ['a letter ten minutes late', { letterSeconds: 610 }, 1],
  ['a mail lost', { lost: ['<1@x>'] }, 1],
])('clocks: %s', (_what, change, faults) => {
  expect(judgeClocks({ ...clocks, ...change })).toHaveLength(faults)
})

const abuse = {
  answers: new Map([['deep', [400, 413, 408]]]),
  slowSockets: 2_000,
  slowEnded: 2_000,
  othersFailed: 0,
  othersP99Ms: 900,
  megabytesBefore: 200,
  megabytes: 400,
}
test.each([
  ['borne', {}, 0],
  ['a defect', { answers: new Map([['deep', [500, 400]]]) }, 1],
  ['a cut without an answer', { answers: new Map([['large', [0]]]) }, 1],
  ['sockets held for ever', { slowEnded: 1_999 }, 1],
  ['others refused', { othersFailed: 1 }, 1],
  ['others kept waiting', { othersP99Ms: 1_001 }, 1],
  ['memory without bounds', { megabytes: 501 }, 1],
])('abuse: %s', (_what, change, faults) => {
  expect(judgeAbuse({ ...abuse, ...change })).toHaveLength(faults)
})
