import { pino } from 'pino'

/** Structured lines with the request or job they belong to. Never the text of mail, names, addresses or secrets. */
export type Logger = ReturnType<typeof pino>

/** Opens the log on standard output, one JSON object a line. */
export function openLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['*.password', '*.secret', '*.token', '*.authorization', '*.cookie'], censor: '[secret]' },
  })
}
