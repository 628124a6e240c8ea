import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import {
  type AlertCarrier,
  type AlertChannel,
  type AlertEvent,
  changeChannel,
  makeChannel,
  supportPath,
} from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { Select } from '../../ui/select.tsx'
import { PasswordField, TextField } from '../../ui/text-field.tsx'
import { Chosen } from './level-dialog.tsx'
import styles from './support.module.css'

const events: AlertEvent[] = [
  ...(['new', 'negative', 'late-soon', 'late', 'assigned', 'mentioned'] as const),
  ...(['big-voice', 'spike', 'silence', 'souring', 'crisis'] as const),
]

type ChannelDialogProps = { channel: AlertChannel | null; carriers: AlertCarrier[]; onClose: () => void }

/** A channel is kept once a first alert went over it, so that what is written here surely works. */
export function ChannelDialog({ channel, carriers, onClose }: ChannelDialogProps) {
  const say = useWords()
  const brand = useBrand()
  const [network, setNetwork] = useState(channel?.network ?? carriers[0]?.network ?? '')
  const [heard, setHeard] = useState<AlertEvent[]>(channel?.events ?? ['negative', 'late', 'crisis'])
  const carrier = carriers.find((one) => one.network === network)
  const save = useAct(
    ({ name, fields }: { name: string; fields: Record<string, string> }) => {
      const given = { name, events: heard, enabled: channel?.enabled ?? true }
      if (!channel) return makeChannel(brand.id, { ...given, network, fields })
      const isWritten = Object.values(fields).some((value) => value !== '')
      return changeChannel(brand.id, channel.id, { ...given, ...(isWritten ? { fields } : {}) })
    },
    { touches: [supportPath(brand.id, '/alert-channels')], quiet: true, done: onClose },
  )
  const wanted = carrier?.fields ?? []
  const submit = (form: FormData) =>
    save.mutate({
      name: String(form.get('name')),
      fields: Object.fromEntries(wanted.map(({ key }) => [key, String(form.get(`fields.${key}`) ?? '').trim()])),
    })
  return (
    <Dialog
      isOpen
      wide
      onClose={onClose}
      title={channel ? say('service.change', { name: channel.name }) : say('service.channel.add')}
    >
      <Form
        onSubmit={submit}
        failure={save.error}
        fields={['name', 'network', ...wanted.map(({ key }) => `fields.${key}`)]}
        foot={
          <Button type="submit" variant="primary" isPending={save.isPending} isDisabled={heard.length === 0}>
            {say(channel ? 'ui.save' : 'service.channel.save')}
          </Button>
        }
      >
        {!channel && (
          <Select
            name="network"
            label={say('service.channel.by')}
            value={network}
            onChange={setNetwork}
            choices={carriers.map(({ network: id, name }) => ({ id, text: name }))}
          />
        )}
        {carrier && <p className={styles.dim}>{carrier.help}</p>}
        <TextField
          name="name"
          label={say('service.name')}
          hint={say('service.channel.name.hint')}
          defaultValue={channel?.name ?? ''}
        />
        {wanted.map(({ key, kind, label, help, placeholder, default: otherwise }) => {
          const Field = kind === 'password' ? PasswordField : TextField
          return (
            <Field
              key={`${network} ${key}`}
              name={`fields.${key}`}
              label={label}
              hint={channel ? say('service.channel.kept') : (help ?? undefined)}
              placeholder={placeholder ?? undefined}
              defaultValue={channel ? '' : (otherwise ?? '')}
              autoComplete="off"
            />
          )
        })}
        <Chosen
          label={say('service.channel.events')}
          choices={events.map((id) => ({ id, text: say(`service.event.${id}`) }))}
          chosen={heard}
          onChange={(chosen) => setHeard(events.filter((one) => chosen.includes(one)))}
        />
      </Form>
    </Dialog>
  )
}
