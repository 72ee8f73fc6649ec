import { useText } from '../../../i18n/text.ts'

/** What a kind of channel is called; one that is newer than the words shows its code. */
export function useChannelWords() {
  const text = useText('sla')
  const desk = useText('tickets')
  return (kind: string): string => {
    if (kind === 'live') return text('channel-live')
    const key = `channel.${kind}` as 'channel.api'
    const words = desk(key)
    return words === key ? kind : words
  }
}
