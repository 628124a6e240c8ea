import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import {
  askSource,
  type ChangeSource,
  changeSource,
  removeSource,
  type SourceDetails,
  sourcesPath,
} from '../../../api/sources.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Confirm } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { Card, Columns, Row } from '../../../ui/layout.tsx'
import { PasswordField, TextField } from '../../../ui/text-field.tsx'
import { nameOf } from './kind-name.ts'
import { TakesSelect } from './proposal-card.tsx'

/** What may be changed of a source; it is paused, asked at once or removed here. */
export function ChangeSourceCard({ source }: { source: SourceDetails }) {
  const say = useWords()
  const brand = useBrand()
  const [takes, setTakes] = useState(source.takes)
  const touches = [sourcesPath(brand.id)]
  const change = useAct((wanted: ChangeSource) => changeSource(brand.id, source.id, wanted), {
    ...{ touches, quiet: true, done: say('listen.sources.saved') },
  })
  const turn = useAct((isOn: boolean) => changeSource(brand.id, source.id, { isOn }), { touches })
  const ask = useAct(() => askSource(brand.id, source.id), { touches, done: say('listen.sources.asked') })
  const submit = (form: FormData) => {
    const [daily, password] = [String(form.get('daily') ?? '').trim(), String(form.get('password') ?? '')]
    const name = String(form.get('name') ?? '').trim()
    change.mutate({
      ...{ takes, daily: daily === '' ? null : Number(daily) },
      ...(name && { name }),
      ...(password && { password }),
    })
  }
  return (
    <Card title={say('listen.sources.settings')} acts={<RemoveSource source={source} />}>
      <Form
        onSubmit={submit}
        failure={change.error}
        fields={['name', 'daily', 'password']}
        foot={
          <Row>
            <Button type="submit" variant="primary" isPending={change.isPending}>
              {say('listen.sources.save')}
            </Button>
            <Button
              icon={source.isOn ? 'pause' : 'play'}
              isPending={turn.isPending}
              onPress={() => turn.mutate(!source.isOn)}
            >
              {say(source.isOn ? 'listen.sources.pause' : 'listen.sources.resume')}
            </Button>
            {source.nextAt && (
              <Button icon="refresh" isPending={ask.isPending} onPress={() => ask.mutate()}>
                {say('listen.sources.ask')}
              </Button>
            )}
          </Row>
        }
      >
        <Columns min="14rem">
          <TextField name="name" label={say('listen.sources.name')} defaultValue={source.name} />
          <TakesSelect takes={takes} onChange={setTakes} />
          <TextField
            name="daily"
            label={say('listen.sources.daily')}
            hint={say('listen.sources.daily.hint')}
            defaultValue={source.daily === null ? '' : String(source.daily)}
            inputMode="numeric"
            optional
          />
          {source.kind === 'mailbox' && (
            <PasswordField
              name="password"
              label={say('listen.sources.newPassword')}
              autoComplete="new-password"
              optional
            />
          )}
        </Columns>
      </Form>
    </Card>
  )
}

function RemoveSource({ source }: { source: SourceDetails }) {
  const say = useWords()
  const brand = useBrand()
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const remove = useAct(() => removeSource(brand.id, source.id), {
    touches: [sourcesPath(brand.id)],
    done: () => void navigate({ to: '/brands/$brandId/listening/sources', params: { brandId: brand.id } }),
  })
  return (
    <>
      <Button icon="trash" variant="quiet" onPress={() => setAsking(true)}>
        {say('listen.sources.remove')}
      </Button>
      <Confirm
        {...{ isOpen: isAsking, onClose: () => setAsking(false), danger: true, isPending: remove.isPending }}
        title={say('listen.sources.remove.title', { name: nameOf(say, source) })}
        act={say('listen.sources.remove')}
        onAct={() => remove.mutate()}
      >
        {say('listen.sources.remove.text')}
      </Confirm>
    </>
  )
}
