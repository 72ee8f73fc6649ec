import type { MailLimits } from './limits.ts'
import { type JudgedFile, judgeFiles, type MailReading, readMail } from './read.ts'

/** What the parent asks. */
export interface ReadRequest {
  readonly id: number
  readonly raw: Uint8Array
  readonly limits: MailLimits
  readonly envelopeFrom: string | undefined
}

/** What this process answers; first of all that it is ready. */
export interface ReadAnswer {
  readonly id: number
  readonly reading?: MailReading<JudgedFile>
}

process.on('message', async ({ id, raw, limits, envelopeFrom }: ReadRequest) => {
  const reading = readMail(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), limits, envelopeFrom)
  process.send?.({ id, reading: await judgeFiles(reading) } satisfies ReadAnswer)
})

// Whoever asked is gone: killed, perhaps. Nobody else would end this process.
process.on('disconnect', () => process.exit(0))

process.send?.({ id: 0 } satisfies ReadAnswer)
