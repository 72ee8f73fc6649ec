import { useMutation } from '@tanstack/react-query'
import { PlugZap } from 'lucide-react'
import { useId } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { problemAt } from '../problems.ts'
import { useFirstField } from '../useFirstField.ts'
import { ChannelEnding } from './ChannelEnding.tsx'
import { ChannelFields } from './ChannelFields.tsx'
import { ConnectionReports } from './ConnectionReports.tsx'
import { type Channel, channelsQuery } from './channels.ts'
import { IncomingFields } from './IncomingFields.tsx'
import { ServerFields } from './ServerFields.tsx'
import { useWrittenChannel } from './writtenChannel.ts'

interface ChannelFormProps {
  /** Absent for a new mailbox. */
  readonly channel?: Channel
  readonly onDone: () => void
}

const fields = [
  'name',
  'address',
  'storeId',
  'settings.imap',
  'settings.smtp',
  'settings.folder',
  'settings.senderName',
]

/** A mailbox: what it is called, whose it is, and how its servers are reached. */
export function ChannelForm({ channel, onDone }: ChannelFormProps) {
  const text = useText('channels')
  const box = useFirstField<HTMLFormElement>()
  const words = useText('ui')
  const mayWrite = useMay('channels.write')
  const form = useId()
  const { written, change, changeServer, settings, passwords } = useWrittenChannel(channel)
  const save = useMutation({
    mutationFn: () => {
      const body = { name: written.name.trim(), storeId: written.storeId, settings, ...passwords }
      return channel
        ? answered(api.PATCH('/api/channels/{id}', { params: { path: { id: channel.id } }, body }))
        : answered(
            api.POST('/api/channels', { body: { ...body, kind: written.kind, address: written.address.trim() } }),
          )
    },
    onSuccess: () => {
      toast(text(channel ? 'saved' : 'created'))
      onDone()
      return queries.invalidateQueries({ queryKey: channelsQuery.queryKey })
    },
  })
  const trial = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/channel-trials', {
          body: { settings, ...passwords, ...(channel && { channelId: channel.id }) },
        }),
      ),
  })
  const wrong = (field: string) => problemAt(save.error, field) ?? problemAt(trial.error, field)
  const testable = Boolean(settings.imap?.host || settings.smtp?.host)
  return (
    <div className="flex flex-col gap-4">
      <FormProblem error={save.error ?? trial.error} fields={fields} />
      <form
        ref={box}
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-5">
          <ChannelFields written={written} isNew={!channel} wrong={wrong} onChange={change} />
          {written.kind === 'mailbox' && (
            <IncomingFields
              written={written}
              kept={channel?.settings.imap !== undefined}
              wrong={wrong}
              onChange={change}
              onServer={(part) => changeServer('imap', part)}
            />
          )}
          <div className="flex flex-col gap-3">
            <Checkbox label={text('with-outgoing')} checked={written.sends} onChecked={(sends) => change({ sends })} />
            {written.sends && (
              <ServerFields
                title={text('outgoing-server')}
                server={written.smtp}
                kept={channel?.settings.smtp !== undefined}
                wrong={(field) => wrong(`settings.smtp.${field}`)}
                onChange={(part) => changeServer('smtp', part)}
              />
            )}
          </div>
        </fieldset>
      </form>
      {trial.data && (
        <ConnectionReports
          reports={trial.data}
          onTrust={(protocol, certificate) => {
            changeServer(protocol, { certificate })
            trial.reset()
          }}
        />
      )}
      <FormActions>
        {channel && mayWrite && <ChannelEnding channel={channel} onDeleted={onDone} />}
        {mayWrite && (
          <Button icon={PlugZap} pending={trial.isPending} disabled={!testable} onClick={() => trial.mutate()}>
            {text('test')}
          </Button>
        )}
        <Button onClick={onDone}>{words(mayWrite ? 'cancel' : 'close')}</Button>
        {mayWrite && (
          <Button
            type="submit"
            form={form}
            tone="primary"
            pending={save.isPending}
            disabled={!written.name.trim() || !written.address.trim()}
          >
            {channel ? words('save') : text('add')}
          </Button>
        )}
      </FormActions>
    </div>
  )
}
