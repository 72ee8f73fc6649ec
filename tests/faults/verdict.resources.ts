/** After space has returned, the desk works again within this time (ENGINEERING R10). */
export const diskBackSeconds = 30

export interface DiskFacts {
  /** Acknowledged, and without a message or quarantine entry afterwards. */
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** What `/readyz` said of the data folder while it was full. */
  readonly saidOfFolder: string
  readonly acknowledgedWhileFull: number
  readonly turnedAwayWhileFull: number
  /** From the space that returned until health said so, and until a mail was taken. */
  readonly readyAfterSeconds: number
  readonly takenAfterSeconds: number
}

/** What was wrong about a full disk, in words. */
export function judgeDisk(facts: DiskFacts): readonly string[] {
  return [
    ...facts.lost.map((id) => `${id} was acknowledged and is gone`),
    ...facts.doubled.map((id) => `${id} is there twice`),
    ...(facts.saidOfFolder === 'full' ? [] : [`health said "${facts.saidOfFolder}" of a full data folder`]),
    ...(facts.acknowledgedWhileFull + facts.turnedAwayWhileFull > 0 ? [] : ['no mail came while the disk was full']),
    ...late('health', facts.readyAfterSeconds),
    ...late('the receiver', facts.takenAfterSeconds),
  ]
}

const late = (who: string, seconds: number): string[] =>
  seconds <= diskBackSeconds ? [] : [`${who} was well again after ${seconds} s only`]

export interface MemoryFacts {
  readonly handed: number
  /** Neither taken nor refused for good. */
  readonly unanswered: number
  /** The worker ended, or the system killed anything of it for want of memory. */
  readonly deaths: number
  readonly unsettled: number
}

/** What hostile mails have done to a worker with little memory (ENGINEERING R11). */
export function judgeMemory({ handed, unanswered, deaths, unsettled }: MemoryFacts): readonly string[] {
  return [
    ...(handed > 0 ? [] : ['no mail was handed over']),
    ...(deaths > 0 ? [`${deaths} deaths for want of memory`] : []),
    ...(unanswered > 0 ? [`${unanswered} mails were not answered`] : []),
    ...(unsettled > 0 ? [`${unsettled} mails became neither message nor quarantine entry`] : []),
  ]
}

export interface ClockFacts {
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** Each reminder as often as it stands on a ticket. */
  readonly reminders: ReadonlyMap<string, number>
  /** Reminders that were due before the end, by the database's clock. */
  readonly due: ReadonlySet<string>
  /** Seconds by which a reminder was given before its time, at most. */
  readonly earlySeconds: number
  /** Each letter as often as the mail server took it. */
  readonly letters: ReadonlyMap<string, number>
  readonly lettersWritten: readonly string[]
  /** Seconds from a letter written to the letter taken, at most. */
  readonly letterSeconds: number
}

/** A reminder is given in time with so much to spare: the beat of the sweep, and the queue (ENGINEERING R6: 5 s late). */
const earlyAtMost = 1
/** The ten seconds that a letter can be taken back for, and as long again. */
const lettersWithin = 30

/** What clocks that go differently have done (ENGINEERING R13). */
export function judgeClocks(facts: ClockFacts): readonly string[] {
  const { reminders, letters } = facts
  return [
    ...facts.lost.map((id) => `${id} is lost`),
    ...facts.doubled.map((id) => `${id} is there twice`),
    ...[...reminders].filter(([, times]) => times > 1).map(([which, times]) => `reminded ${times} times: ${which}`),
    ...[...facts.due].filter((which) => !reminders.has(which)).map((which) => `never reminded: ${which}`),
    ...(facts.earlySeconds > earlyAtMost ? [`a reminder came ${facts.earlySeconds} s early`] : []),
    ...facts.lettersWritten.filter((id) => !letters.has(id)).map((id) => `letter ${id} was not sent`),
    ...[...letters].filter(([, times]) => times > 1).map(([id, times]) => `letter ${id} was sent ${times} times`),
    ...(facts.letterSeconds > lettersWithin ? [`a letter left ${facts.letterSeconds} s after it was written`] : []),
  ]
}

export interface AbuseFacts {
  /** What each kind of abuse was answered, by its name. */
  readonly answers: ReadonlyMap<string, readonly number[]>
  /** Sockets that send a little at a time, how many of them were ended with 408 or cut, and when the last was. */
  readonly slowSockets: number
  readonly slowEnded: number
  /** Others at work meanwhile: how many were not answered as ever, and their p99. */
  readonly othersFailed: number
  readonly othersP99Ms: number
  /** Resident megabytes of the process, at most, and before. */
  readonly megabytes: number
  readonly megabytesBefore: number
}

/** What abuse may be answered. */
const proper = new Set([400, 408, 413, 414, 415, 422, 429, 431])
/** Beside abuse the others are still answered as promptly as a person waits without losing the thread (Nielsen 1993). */
const othersWithinMs = 1_000
/** What all abuse together may cost: the megabytes by which ENGINEERING M1 bounds hostile mails. */
const moreMegabytes = 300

/** What abuse of the API has done (ENGINEERING R17). */
export function judgeAbuse(facts: AbuseFacts): readonly string[] {
  const grown = facts.megabytes - facts.megabytesBefore
  return [
    ...[...facts.answers].flatMap(([kind, said]) =>
      said.filter((status) => !proper.has(status)).map((status) => `${kind} was answered ${status || 'by a cut'}`),
    ),
    ...(facts.slowEnded < facts.slowSockets
      ? [`${facts.slowSockets - facts.slowEnded} slow sockets were never ended`]
      : []),
    ...(facts.othersFailed > 0 ? [`${facts.othersFailed} requests of others failed`] : []),
    ...(facts.othersP99Ms > othersWithinMs ? [`others waited ${Math.round(facts.othersP99Ms)} ms`] : []),
    ...(grown > moreMegabytes ? [`memory grew by ${Math.round(grown)} MB`] : []),
  ]
}
