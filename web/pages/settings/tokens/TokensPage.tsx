import { useQuery } from '@tanstack/react-query'
import { BookOpen, KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../../api/client.ts'
import { useText } from '../../../i18n/text.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { useSettingsAddress } from '../address.ts'
import { RevokeToken } from './RevokeToken.tsx'
import { TokenDialog } from './TokenDialog.tsx'
import { tokensQuery } from './tokens.ts'

type Token = Schemas['ApiToken']

/** The API tokens of the person: what programs may do in their name. */
export function TokensPage({ item }: { readonly item: string | undefined }) {
  const text = useText('members')
  const title = useText('settings')('tokens')
  const { open } = useSettingsAddress('tokens')
  const tokens = useQuery(tokensQuery)
  const [revoking, setRevoking] = useState<Token>()
  const add = (
    <Button tone="primary" icon={Plus} onClick={() => open('new')}>
      {text('new-token')}
    </Button>
  )
  return (
    <>
      <PageHeader title={title} description={text('tokens-detail')} actions={tokens.data?.length !== 0 && add} />
      <a
        href="/api/docs"
        target="_blank"
        rel="noreferrer"
        className="inline-flex min-h-6 items-center gap-1.5 self-start rounded text-accent-ink underline-offset-2 hover:underline pointer-coarse:min-h-11"
      >
        <BookOpen aria-hidden className="size-4" />
        {text('show-docs')}
      </a>
      {tokens.isError ? (
        <ErrorState error={tokens.error} onRetry={() => void tokens.refetch()} />
      ) : (
        <Table
          label={title}
          rows={tokens.data}
          rowKey={(token) => token.id}
          columns={[
            {
              name: 'name',
              title: text('token-name'),
              cell: (token) => <span className="font-medium">{token.name}</span>,
            },
            {
              name: 'permissions',
              title: text('permissions'),
              cell: (token) => (
                <span title={token.permissions.join('\n')}>
                  {text('permission-count', { count: token.permissions.length })}
                </span>
              ),
              wideOnly: true,
            },
            {
              name: 'used',
              title: text('last-used'),
              cell: (token) => timeOr(token.lastUsedAt, text('never-used')),
              wideOnly: true,
            },
            { name: 'expires', title: text('expires'), cell: (token) => timeOr(token.expiresAt, text('never')) },
            {
              name: 'state',
              title: <span className="sr-only">{text('revoke')}</span>,
              align: 'end',
              cell: (token) => {
                const ended = endOf(token)
                if (ended) return <Badge>{text(ended)}</Badge>
                return (
                  <Button size="small" onClick={() => setRevoking(token)}>
                    {text('revoke')}
                  </Button>
                )
              },
            },
          ]}
          empty={
            <EmptyState icon={KeyRound} title={text('no-tokens')} actions={add}>
              {text('no-tokens-detail')}
            </EmptyState>
          }
        />
      )}
      {item === 'new' && <TokenDialog onClose={() => open(undefined)} />}
      {revoking && <RevokeToken token={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  )
}

const timeOr = (at: string | null, otherwise: string) => (at ? <Time at={at} /> : otherwise)

function endOf({ revokedAt, expiresAt }: Token): 'is-revoked' | 'is-expired' | undefined {
  if (revokedAt) return 'is-revoked'
  return expiresAt && new Date(expiresAt) < new Date() ? 'is-expired' : undefined
}
