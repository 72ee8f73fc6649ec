import { useText } from '../../../i18n/text.ts'
import { useStoreNames } from '../stores/storeNames.ts'
import { useChannelWords } from './channelWords.ts'
import type { Policy } from './policies.ts'

/** What a policy's conditions are called, one by one; a policy without any holds for all tickets. */
export function useConditionWords() {
  const text = useText('sla')
  const desk = useText('tickets')
  const places = useText('stores')
  const { nameOf } = useStoreNames()
  const channelOf = useChannelWords()
  return (policy: Pick<Policy, 'kind' | 'priority' | 'storeId' | 'marketplaceKind' | 'channelKind'>): string[] => {
    const named = [
      policy.kind && desk(`kind.${policy.kind}`),
      policy.priority && `${text('priority')}: ${desk(`priority.${policy.priority}`)}`,
      policy.storeId && nameOf(policy.storeId),
      policy.marketplaceKind && places(`kind-${policy.marketplaceKind}`),
      policy.channelKind && channelOf(policy.channelKind),
    ].filter((words) => typeof words === 'string')
    return named.length > 0 ? named : [text('everything')]
  }
}
