import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { forgetApp, keepApp, type NetworkAbout, type NetworkApp } from '../../api/brand.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Badge } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, Row } from '../../ui/layout.tsx'
import styles from './connect.module.css'
import { Guide } from './guide.tsx'
import { WrittenField } from './written-field.tsx'

/** The desk's app at a network, for the owners of the workspace: how to make one there, and its keys, which are never shown again. */
export function AppCard({ network, app }: { network: NetworkAbout; app: NetworkApp }) {
  const say = useWords()
  const [isOpen, setOpen] = useState(!app.ready)
  return (
    <Card
      title={say('accounts.app.title', { network: network.name })}
      acts={
        app.ready && (
          <>
            <Badge tone="good" icon="check-circle">
              {say('accounts.app.ready')}
            </Badge>
            <Button size="s" onPress={() => setOpen(!isOpen)} aria-expanded={isOpen}>
              {say(isOpen ? 'accounts.app.close' : 'accounts.app.change')}
            </Button>
          </>
        )
      }
    >
      {isOpen && (
        <>
          <p className={styles.lead}>{say('accounts.app.text', { network: network.name })}</p>
          <Guide guide={app.guide} addresses={network.addresses} />
          <AppForm network={network} app={app} onKept={() => setOpen(false)} />
        </>
      )}
    </Card>
  )
}

function AppForm({ network, app, onKept }: { network: NetworkAbout; app: NetworkApp; onKept: () => void }) {
  const say = useWords()
  const keep = useAct((fields: Record<string, string>) => keepApp(network.id, fields), {
    touches: ['/api/networks'],
    quiet: true,
    done: onKept,
  })
  const open = app.fields.filter(({ key }) => knownOf(app, key)?.from !== 'configuration')
  const submit = (form: FormData) => {
    const written = open.map(({ key }) => [key, String(form.get(`fields.${key}`) ?? '').trim()] as const)
    keep.mutate(Object.fromEntries(written.filter(([, value]) => value !== '')))
  }
  return (
    <Form
      onSubmit={submit}
      failure={keep.error}
      fields={open.map(({ key }) => `fields.${key}`)}
      foot={
        <Row gap={2}>
          <Button type="submit" variant={app.ready ? 'secondary' : 'primary'} icon="key" isPending={keep.isPending}>
            {say('accounts.app.keep')}
          </Button>
          {app.known.some((one) => one.from === 'desk') && <ForgetApp network={network} />}
        </Row>
      }
    >
      {app.fields.map((field) => (
        <AppKey key={field.key} app={app} field={field} />
      ))}
    </Form>
  )
}

const knownOf = (app: NetworkApp, key: string) => app.known.find((one) => one.key === key)

function AppKey({ app, field }: { app: NetworkApp; field: NetworkApp['fields'][number] }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  const known = knownOf(app, field.key)
  if (known?.from === 'configuration')
    return (
      <p className={styles.configured}>
        <strong>{field.label}</strong> {say('accounts.app.configured')}
      </p>
    )
  const set = known?.at ? say('accounts.app.setAt', { when: format.date(known.at, zone) }) : undefined
  const hint = [field.help, set].filter(Boolean).join(' ')
  return <WrittenField field={{ ...field, help: hint || null }} defaultValue={known?.at ? '' : (field.default ?? '')} />
}

function ForgetApp({ network }: { network: NetworkAbout }) {
  const say = useWords()
  const [asking, setAsking] = useState(false)
  const forget = useAct(() => forgetApp(network.id), {
    touches: ['/api/networks'],
    done: say('accounts.app.forgotten'),
  })
  return (
    <>
      <Button variant="quiet" icon="trash" onPress={() => setAsking(true)}>
        {say('accounts.app.forget')}
      </Button>
      <Confirm
        isOpen={asking}
        onClose={() => setAsking(false)}
        title={say('accounts.app.forget.title', { network: network.name })}
        act={say('accounts.app.forget')}
        danger
        isPending={forget.isPending}
        onAct={() => forget.mutate(undefined, { onSuccess: () => setAsking(false) })}
      >
        <p>{say('accounts.app.forget.text')}</p>
      </Confirm>
    </>
  )
}
