import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { answered, api, changesNothing } from '../../api/client.ts'
import type { LetterValues } from '../../parts/drafts.ts'
import type { Finding } from './queries.ts'

/** What stands against sending a text. */
export interface Checks {
  readonly findings: readonly Finding[]
  /** The findings are about the letter as it stands now. */
  readonly settled: boolean
  readonly blocked: boolean
}

/** What is looked over: the words, the letter they were made from, the files that go along. */
interface Checked {
  readonly text: string
  readonly templateKey: string | null
  readonly values: LetterValues
  readonly uploadIds: readonly string[]
}

const settleMs = 450
const nothing: readonly Finding[] = []

/** Lets the server look over the letter while it is written, so that sending brings no surprise. */
export function useChecks(ticketId: string, letter: Checked, wanted: boolean): Checks {
  const now = JSON.stringify(letter)
  const [asked, setAsked] = useState(now)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(now), settleMs)
    return () => clearTimeout(timer)
  }, [now])
  const empty = !wanted || letter.text.trim() === ''
  const checks = useQuery({
    queryKey: ['checks', ticketId, asked],
    queryFn: () => {
      const { text, templateKey, values, uploadIds } = JSON.parse(asked) as Checked
      return answered(
        api.POST('/api/tickets/{id}/checks', {
          params: { path: { id: ticketId } },
          body: { text, uploadIds: [...uploadIds], ...(templateKey ? { templateKey, values } : {}) },
          headers: changesNothing,
        }),
      )
    },
    enabled: !empty && (JSON.parse(asked) as Checked).text.trim() !== '',
    placeholderData: (before) => before,
    gcTime: 60_000,
    retry: false,
  })
  const findings = empty ? nothing : (checks.data ?? nothing)
  return {
    findings,
    settled: !empty && asked === now && checks.isSuccess && !checks.isPlaceholderData,
    blocked: findings.some((finding) => finding.severity === 'block'),
  }
}
