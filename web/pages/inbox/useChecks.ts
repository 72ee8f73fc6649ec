import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { answered, api, changesNothing } from '../../api/client.ts'
import type { Finding } from './queries.ts'

/** What stands against sending a text. */
export interface Checks {
  readonly findings: readonly Finding[]
  /** The findings are about the text as it stands now. */
  readonly settled: boolean
  readonly blocked: boolean
}

const settleMs = 450
const nothing: readonly Finding[] = []

/** Lets the server look over the letter while it is written, so that sending brings no surprise. */
export function useChecks(ticketId: string, text: string, templateKey: string | null, wanted: boolean): Checks {
  const [asked, setAsked] = useState({ text, templateKey })
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ text, templateKey }), settleMs)
    return () => clearTimeout(timer)
  }, [text, templateKey])
  const checks = useQuery({
    queryKey: ['checks', ticketId, asked.text, asked.templateKey],
    queryFn: () =>
      answered(
        api.POST('/api/tickets/{id}/checks', {
          params: { path: { id: ticketId } },
          body: { text: asked.text, ...(asked.templateKey ? { templateKey: asked.templateKey } : {}) },
          headers: changesNothing,
        }),
      ),
    enabled: wanted && asked.text.trim() !== '',
    placeholderData: (before) => before,
    gcTime: 60_000,
    retry: false,
  })
  const empty = !wanted || text.trim() === ''
  const findings = empty ? nothing : (checks.data ?? nothing)
  return {
    findings,
    settled: !empty && asked.text === text && checks.isSuccess && !checks.isPlaceholderData,
    blocked: findings.some((finding) => finding.severity === 'block'),
  }
}
