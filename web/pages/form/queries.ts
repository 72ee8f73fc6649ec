import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import { ProblemError } from '../../api/problem.ts'
import { language } from '../../i18n/text.ts'
import type { BuyerLanguage } from '../../parts/buyer.ts'
import type { Written } from './letter.ts'
import { wordsIn } from './words.ts'

export type Form = Schemas['FormPage']
export type Taken = Schemas['FormTaken']

export const formQuery = (secret: string) =>
  queryOptions({
    queryKey: ['form', secret],
    queryFn: () => answered(api.GET('/api/forms/{secret}', { params: { path: { secret } } })),
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
  })

export const wordsQuery = (wanted: BuyerLanguage) =>
  queryOptions({
    queryKey: ['form-words', wanted],
    queryFn: () => wordsIn(wanted),
    staleTime: Number.POSITIVE_INFINITY,
  })

/**
 * Sends a letter with its photos in one request; with the same key it arrives once, however often it is sent. A
 * multipart body is beyond the typed client.
 */
export async function sendLetter(
  secret: string,
  letter: Written,
  read: BuyerLanguage,
  photos: readonly File[],
  key: string,
): Promise<Taken> {
  const body = new FormData()
  for (const [name, value] of Object.entries({ ...letter, language: read })) body.append(name, value)
  for (const photo of photos) body.append('photo', photo, photo.name)
  let response: Response
  try {
    response = await fetch(`/api/forms/${encodeURIComponent(secret)}`, {
      method: 'POST',
      body,
      headers: { 'accept-language': language(), 'idempotency-key': key },
    })
  } catch {
    throw new ProblemError(0, undefined)
  }
  const said: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw new ProblemError(response.status, said)
  return said as Taken
}
