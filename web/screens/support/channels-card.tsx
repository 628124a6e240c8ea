import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import {
  type AlertChannel,
  alertCarriers,
  alertChannels,
  changeChannel,
  deleteChannel,
  supportPath,
  tryChannel,
} from '../../api/support.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Badge, Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card, List, ListRow } from '../../ui/layout.tsx'
import { Switch } from '../../ui/switch.tsx'
import { toast } from '../../ui/toast.tsx'
import { ChannelDialog } from './channel-dialog.tsx'
import styles from './support.module.css'

/** Where alerts go besides the people: the team's chat, another program. */
export function ChannelsCard() {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(alertChannels(brand.id))
  const carriers = useQuery(alertCarriers()).data?.items ?? []
  const [open, setOpen] = useState<AlertChannel | 'new' | null>(null)
  const [leaving, setLeaving] = useState<AlertChannel | null>(null)
  const touches = [supportPath(brand.id, '/alert-channels')]
  const remove = useAct((one: AlertChannel) => deleteChannel(brand.id, one.id), {
    touches,
    done: () => setLeaving(null),
  })
  const all = asked.data?.items ?? []
  const add = carriers.length > 0 && (
    <Button icon="plus" onPress={() => setOpen('new')}>
      {say('service.channel.add')}
    </Button>
  )
  return (
    <Card title={say('service.channels')} acts={all.length > 0 && add}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={2} />}
      {asked.data && all.length === 0 && (
        <EmptyState title={say('service.channel.none')} acts={add} level={3}>
          {say('service.channel.none.text')}
        </EmptyState>
      )}
      <List label={say('service.channels')}>
        {all.map((one) => (
          <ChannelRow
            key={one.id}
            channel={one}
            carrier={carriers.find(({ network }) => network === one.network)?.name ?? one.network}
            onOpen={() => setOpen(one)}
            onLeave={() => setLeaving(one)}
          />
        ))}
      </List>
      {open && (
        <ChannelDialog channel={open === 'new' ? null : open} carriers={carriers} onClose={() => setOpen(null)} />
      )}
      <Confirm
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        title={say('service.remove', { name: leaving?.name ?? '' })}
        act={say('ui.delete')}
        danger
        isPending={remove.isPending}
        onAct={() => leaving && remove.mutate(leaving)}
      >
        <p>{say('service.channel.remove.text')}</p>
      </Confirm>
    </Card>
  )
}

type ChannelRowProps = { channel: AlertChannel; carrier: string; onOpen: () => void; onLeave: () => void }

function ChannelRow({ channel, carrier, onOpen, onLeave }: ChannelRowProps) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const touches = [supportPath(brand.id, '/alert-channels')]
  const trial = useAct(() => tryChannel(brand.id, channel.id), {
    touches,
    done: ({ failure }) => toast(failure ?? say('service.channel.tried'), failure ? { tone: 'bad' } : {}),
  })
  const change = useAct((enabled: boolean) => changeChannel(brand.id, channel.id, { enabled }), { touches })
  return (
    <ListRow
      title={<bdi>{channel.name}</bdi>}
      dim={`${carrier} · ${format.list(channel.events.map((event) => say(`service.event.${event}`)))}`}
      after={
        <>
          <Switch
            aria-label={say('service.channel.on', { name: channel.name })}
            isSelected={channel.enabled}
            isDisabled={change.isPending}
            onChange={(on) => change.mutate(on)}
          >
            {say(channel.enabled ? 'service.on' : 'service.off')}
          </Switch>
          <Button size="s" icon="send" isPending={trial.isPending} onPress={() => trial.mutate()}>
            {say('service.channel.try')}
          </Button>
          <IconButton icon="edit" size="s" label={say('service.change', { name: channel.name })} onPress={onOpen} />
          <IconButton icon="trash" size="s" label={say('service.remove', { name: channel.name })} onPress={onLeave} />
        </>
      }
    >
      <div className={styles.badges}>
        {channel.failure ? (
          <Badge tone="bad" icon="x-circle">
            {channel.failure}
          </Badge>
        ) : (
          channel.sentAt && (
            <Badge tone="good" icon="check-circle">
              {say('service.channel.sent', { moment: format.moment(channel.sentAt, brand.zone) })}
            </Badge>
          )
        )}
      </div>
    </ListRow>
  )
}
