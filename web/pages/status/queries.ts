import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import { ProblemError } from '../../api/problem.ts'
import { language } from '../../i18n/text.ts'
import type { BuyerLanguage } from '../../parts/buyer.ts'
import { wordsIn } from './words.ts'

export type Status = Schemas['StatusPage']

/** A minute keeps an open page true without an account to push news to. */
const refreshMs = 60_000

export const statusQuery = (secret: string) =>
  queryOptions({
    queryKey: ['status', secret],
    queryFn: () => answered(api.GET('/api/status/{secret}', { params: { path: { secret } } })),
    refetchInterval: refreshMs,
    networkMode: 'always',
  })

export const wordsQuery = (wanted: BuyerLanguage) =>
  queryOptions({
    queryKey: ['status-words', wanted],
    queryFn: () => wordsIn(wanted),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Sends a word; with the same key it arrives once, even when the buyer sends again because an answer was lost. */
export const sendWord = (secret: string, text: string, key: string): Promise<Status> =>
  answered(
    api.POST('/api/status/{secret}/messages', {
      params: { path: { secret } },
      body: { text },
      headers: { 'idempotency-key': key },
    }),
  )

/** Sends photos in one request, so that they become one message. A multipart body is beyond the typed client. */
export async function sendPhotos(secret: string, photos: readonly File[], key: string): Promise<Status> {
  const body = new FormData()
  for (const photo of photos) body.append('photo', photo, photo.name)
  let response: Response
  try {
    response = await fetch(`/api/status/${encodeURIComponent(secret)}/photos`, {
      method: 'POST',
      body,
      headers: { 'accept-language': language(), 'idempotency-key': key },
    })
  } catch {
    throw new ProblemError(0, undefined)
  }
  const said: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw new ProblemError(response.status, said)
  return said as Status
}
