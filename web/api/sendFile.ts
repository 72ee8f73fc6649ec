import { language } from '../i18n/text.ts'
import { newKey } from './client.ts'
import { ProblemError } from './problem.ts'

interface Sending {
  /** How far it is, from 0 to 1. */
  readonly onProgress: (share: number) => void
  /** Ends the sending; the promise then rejects with an `AbortError`. */
  readonly signal: AbortSignal
}

/**
 * Sends one large file as multipart, telling how far it is: `fetch` cannot tell that of what it sends. The caller names
 * the shape of the answer, which the contract cannot describe to the typed client.
 */
export function sendFile<Answer>(url: string, file: File, { onProgress, signal }: Sending): Promise<Answer> {
  const body = new FormData()
  body.append('file', file, file.name)
  const request = new XMLHttpRequest()
  return new Promise<Answer>((resolve, reject) => {
    const stop = (): void => request.abort()
    request.open('POST', url)
    request.responseType = 'json'
    request.setRequestHeader('accept-language', language())
    request.setRequestHeader('idempotency-key', newKey())
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response)
      else reject(new ProblemError(request.status, request.response))
    }
    request.onerror = () => reject(new ProblemError(0, undefined))
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    request.onloadend = () => signal.removeEventListener('abort', stop)
    signal.addEventListener('abort', stop)
    request.send(body)
  })
}
