import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type ApiKey, apiKeys, endApiKey, type MakeApiKey, makeApiKey, type NewApiKey } from '../../api/team.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Confirm, Dialog } from '../../ui/dialog.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Dim, List, ListRow, Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** Keys for programs that do here what their owner may do. */
export function ApiKeys() {
  const say = useWords()
  const asked = useQuery(apiKeys())
  const [making, setMaking] = useState(false)
  const [ending, setEnding] = useState<ApiKey | null>(null)
  const end = useAct((id: string) => endApiKey(id), { touches: ['/api/api-keys'], done: say('settings.keys.ended') })
  return (
    <Card
      title={say('settings.keys')}
      acts={
        <Button icon="plus" size="s" onPress={() => setMaking(true)}>
          {say('settings.keys.make')}
        </Button>
      }
    >
      <p>
        <Dim>{say('settings.keys.lead')}</Dim> <a href="/api/openapi.json">{say('settings.keys.openapi')}</a>
      </p>
      {asked.data ? <KeyList keys={asked.data.items} onEnd={setEnding} /> : <SkeletonRows rows={1} />}
      {making && <MakeKey onClose={() => setMaking(false)} />}
      <Confirm
        isOpen={ending !== null}
        onClose={() => setEnding(null)}
        title={say('settings.keys.end.title', { name: ending?.name ?? '' })}
        act={say('settings.keys.end')}
        danger
        isPending={end.isPending}
        onAct={() => ending && end.mutate(ending.id, { onSuccess: () => setEnding(null) })}
      >
        <p>{say('settings.keys.end.text')}</p>
      </Confirm>
    </Card>
  )
}

function KeyList({ keys, onEnd }: { keys: ApiKey[]; onEnd: (key: ApiKey) => void }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  if (keys.length === 0) return null
  return (
    <List label={say('settings.keys')}>
      {keys.map((key) => (
        <ListRow
          key={key.id}
          before={<Icon name="key" />}
          title={
            <>
              {key.name} <code>{key.start}…</code>
            </>
          }
          dim={[
            key.lastUsedAt
              ? say('settings.keys.used', { when: format.relative(key.lastUsedAt) })
              : say('settings.keys.unused'),
            key.expiresAt
              ? say('settings.keys.until', { when: format.date(key.expiresAt, zone) })
              : say('settings.keys.forever'),
          ].join(' · ')}
          after={
            <Button size="s" onPress={() => onEnd(key)}>
              {say('settings.keys.end')}
            </Button>
          }
        />
      ))}
    </List>
  )
}

const terms = ['30', '90', '365', 'never'] as const

function MakeKey({ onClose }: { onClose: () => void }) {
  const say = useWords()
  const [term, setTerm] = useState<(typeof terms)[number]>('90')
  const [made, setMade] = useState<NewApiKey | null>(null)
  const make = useAct((key: MakeApiKey) => makeApiKey(key), {
    touches: ['/api/api-keys'],
    quiet: true,
    done: (key) => setMade(key),
  })
  const submit = (form: FormData) =>
    make.mutate({ name: String(form.get('name')), expiresInDays: term === 'never' ? null : Number(term) })
  return (
    <Dialog isOpen onClose={onClose} title={say('settings.keys.make')}>
      {made ? (
        <Stack>
          <Banner tone="warn">{say('settings.keys.once')}</Banner>
          <CopyField label={made.name} text={made.key} />
        </Stack>
      ) : (
        <Form
          onSubmit={submit}
          failure={make.error}
          fields={['name', 'expiresInDays']}
          foot={
            <Button type="submit" variant="primary" isPending={make.isPending}>
              {say('settings.keys.make')}
            </Button>
          }
        >
          <TextField name="name" label={say('settings.keys.name')} hint={say('settings.keys.name.hint')} autoFocus />
          <Select
            label={say('settings.keys.term')}
            choices={terms.map((one) => ({
              id: one,
              text: one === 'never' ? say('settings.keys.forever') : say('settings.keys.days', { days: Number(one) }),
            }))}
            value={term}
            onChange={setTerm}
          />
        </Form>
      )}
    </Dialog>
  )
}
