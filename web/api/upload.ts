import { language } from '../i18n/text.ts'
import { newKey, type Schemas } from './client.ts'
import { ProblemError } from './problem.ts'

/** Sends one file to be kept for a letter. The contract cannot describe a multipart body to the typed client: this stands in for it. */
export async function upload(file: File): Promise<Schemas['Upload']> {
  const body = new FormData()
  body.append('file', file, file.name)
  let response: Response
  try {
    response = await fetch('/api/uploads', {
      method: 'POST',
      body,
      headers: { 'accept-language': language(), 'idempotency-key': newKey() },
    })
  } catch {
    throw new ProblemError(0, undefined)
  }
  const said: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw new ProblemError(response.status, said)
  return said as Schemas['Upload']
}
