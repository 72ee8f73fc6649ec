import { Copy, Trash2 } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { CostsField } from './Amounts.tsx'
import { TitleFields } from './Basics.tsx'
import { useEditor } from './editor.ts'
import { ActFields, EndFields, LetterFields, WaitFields } from './NodeFields.tsx'
import { DecisionFields, OptionsFields } from './NodeWays.tsx'
import { nodeLooks } from './nodeLooks.ts'
import { duplicated, type PolicyNode, removed, withNode } from './tree.ts'

/** Everything of one node: the same form beside the graph and beside the outline. */
export function NodeForm({ id }: { readonly id: string }) {
  const text = useText('policyEditor')
  const { policy, words, isReadOnly, change, choose } = useEditor()
  const node = policy.nodes[id]
  if (!node) return <p className="text-muted">{text('node-gone', { node: id })}</p>
  const keep = (next: PolicyNode, about?: string): void => change(withNode(policy, id, next), about && `${id} ${about}`)
  const look = nodeLooks[node.kind]
  return (
    <form className="flex flex-col gap-3.5" onSubmit={(event) => event.preventDefault()}>
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={look.tone} icon={look.icon}>
          {words.code(`kind.${node.kind}`)}
        </Badge>
        <code className="text-xs text-muted">{id}</code>
        {!isReadOnly && (
          <span className="ml-auto flex gap-1.5">
            <Button
              size="small"
              icon={Copy}
              onClick={() => {
                const copy = duplicated(policy, id)
                change(copy.policy)
                choose(copy.id)
              }}
            >
              {text('duplicate')}
            </Button>
            <Button
              size="small"
              icon={Trash2}
              disabled={Object.keys(policy.nodes).length < 2}
              onClick={() => {
                change(removed(policy, id))
                choose(undefined)
              }}
            >
              {text('remove')}
            </Button>
          </span>
        )}
      </div>
      <fieldset disabled={isReadOnly} className="flex min-w-0 flex-col gap-3.5">
        <TitleFields value={node.title} onValue={(title) => keep({ ...node, title }, 'title')} />
        {node.kind === 'letter' && <LetterFields node={node} onNode={keep} />}
        {node.kind === 'decision' && <DecisionFields node={node} onNode={keep} />}
        {node.kind === 'options' && <OptionsFields node={node} onNode={keep} />}
        {node.kind === 'act' && <ActFields node={node} onNode={keep} />}
        {node.kind === 'wait' && <WaitFields node={node} onNode={keep} />}
        {node.kind === 'end' && <EndFields node={node} onNode={keep} />}
        {node.kind !== 'decision' && node.kind !== 'options' && (
          <CostsField
            value={node.costs ?? []}
            onValue={(costs) => {
              const { costs: _, ...rest } = node
              keep((costs.length > 0 ? { ...rest, costs } : rest) as PolicyNode)
            }}
          />
        )}
      </fieldset>
    </form>
  )
}
