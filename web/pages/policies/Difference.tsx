import { useQuery } from '@tanstack/react-query'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { useEditor } from './editor.ts'
import { differenceQuery, type Version } from './policies.ts'
import type { Condition, Money, Move, PolicyWords } from './words.ts'

interface DifferenceProps {
  readonly version: Version
  readonly isChanged: boolean
}

/** What a version changes against the one in force: nodes that are new, gone or other, in words. */
export function Difference({ version, isChanged }: DifferenceProps) {
  const text = useText('policyEditor')
  const { policy, words, choose } = useEditor()
  const query = useQuery(differenceQuery(version.id, version.revision))
  const found = query.data
  if (!found)
    return query.isError ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <SkeletonLines lines={5} />
    )
  const nodeButton = (id: string) => (
    <button type="button" className="text-left font-medium underline underline-offset-2" onClick={() => choose(id)}>
      {words.title(policy.nodes[id]?.title) || id}
    </button>
  )
  return (
    <div className="flex flex-col gap-3">
      {isChanged && <Banner tone="info">{text('difference-saved')}</Banner>}
      <p className="text-sm text-muted">
        {found.against === null ? text('difference-first') : text('difference-against', { number: found.against })}
      </p>
      {found.isSame && <p>{text('difference-none')}</p>}
      {found.policy.length > 0 && (
        <section>
          <h2 className="mb-1 text-sm font-semibold">{text('difference-policy')}</h2>
          <Changes changes={found.policy} />
        </section>
      )}
      {found.added.length > 0 && found.against !== null && (
        <ul className="flex flex-col gap-1">
          {found.added.map((id) => (
            <li key={id} className="flex items-start gap-2">
              <Badge tone="ok">{text('mark-added')}</Badge>
              {nodeButton(id)}
            </li>
          ))}
        </ul>
      )}
      {found.removed.length > 0 && (
        <ul className="flex flex-col gap-1">
          {found.removed.map(({ node, title }) => (
            <li key={node} className="flex items-start gap-2">
              <Badge tone="danger">{text('mark-removed')}</Badge>
              {words.title(title)}
            </li>
          ))}
        </ul>
      )}
      {found.changed.map(({ node, changes }) => (
        <section key={node}>
          <h2 className="mb-1 flex items-start gap-2 text-sm">
            <Badge tone="violet">{text('mark-changed')}</Badge>
            {nodeButton(node)}
          </h2>
          <Changes changes={changes} />
        </section>
      ))}
    </div>
  )
}

type Change = { readonly path: string; readonly before?: unknown; readonly after?: unknown }

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const { words, policy } = useEditor()
  return (
    <dl className="flex flex-col gap-1 border-l-2 border-line pl-2.5 text-sm">
      {changes.map(({ path, before, after }) => (
        <div key={path}>
          <dt className="text-muted">{pathInWords(path, policy, words)}</dt>
          <dd className="[overflow-wrap:anywhere]">
            <del className="text-danger-ink">{valueInWords(before, policy, words)}</del>
            {' → '}
            <ins className="text-ok-ink no-underline">{valueInWords(after, policy, words)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

type Tree = ReturnType<typeof useEditor>['policy']

/** A place in a tree, part by part; fields of the policy by what they are called. */
function pathInWords(path: string, policy: Tree, words: PolicyWords): string {
  const parts = path.split('.')
  if (parts[0] === 'fields' && parts[1] !== undefined) {
    const title = words.title(policy.fields[parts[1]]?.title)
    if (title) return title
  }
  return parts
    .map((part, at) => {
      if (/^\d+$/.test(part)) return String(Number(part) + 1)
      if (parts[at - 1] === 'answers') return words.value('buyerAnswer', part)
      const keys = [`path.${part}`, `way.${part}`, part]
      return keys.map((key) => words.said(key)).find((known, nr) => known !== keys[nr]) ?? part
    })
    .join(' › ')
}

/** A value of a tree in words: a condition, a move, an amount, a node, or the plain value. */
function valueInWords(value: unknown, policy: Tree, words: PolicyWords): string {
  if (value === undefined || value === null) return words.said('nothing-here')
  if (Array.isArray(value)) return value.map((one) => valueInWords(one, policy, words)).join(words.said('join.comma'))
  if (typeof value === 'boolean') return words.value('', value)
  if (typeof value !== 'object') return words.title(policy.nodes[String(value)]?.title) || String(value)
  if ('do' in value) return words.move(value as Move, policy.fields)
  if ('title' in value) return words.title(value.title as Tree['title'])
  if ('en' in value && 'zh-CN' in value) return words.title(value as Tree['title'])
  if ('field' in value) return words.title(policy.fields[String(value.field)]?.title) || String(value.field)
  if ('kind' in value && 'amount' in value)
    return `${words.code(`cost.${value.kind}`)}: ${words.money(value.amount as Money, policy.fields)}`
  if (['all', 'any', 'not', 'permits', 'is', 'in', 'atLeast', 'atMost', 'known'].some((part) => part in value))
    return words.condition(value as Condition, policy.fields)
  return JSON.stringify(value)
}
