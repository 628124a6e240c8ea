import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import {
  type Account,
  beginConnecting,
  type Connect,
  type ConnectWay,
  connectAccount,
  type NetworkAbout,
} from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { keep } from '../../shell/kept.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, Row } from '../../ui/layout.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { PasswordField, TextField } from '../../ui/text-field.tsx'
import styles from './connect.module.css'
import { NetworkSign } from './network-choice.tsx'

type WayFormProps = {
  brandId: string
  network: NetworkAbout
  accountId: string | undefined
  onConnected: (accounts: Account[]) => void
}

/** The ways a network may be connected, and the fields of the one chosen, all drawn from what the network says of itself. */
export function WayForm({ brandId, network, accountId, onConnected }: WayFormProps) {
  const say = useWords()
  const [wayId, setWayId] = useState(network.ways[0]?.id)
  const way = network.ways.find((one) => one.id === wayId)
  if (!way) return null
  return (
    <Card>
      <Row>
        <NetworkSign network={network} />
        {network.ways.length > 1 && (
          <RadioGroup
            label={say('accounts.connect.way')}
            orientation="horizontal"
            choices={network.ways.map((one) => ({ id: one.id, text: one.label }))}
            value={way.id}
            onChange={setWayId}
          />
        )}
      </Row>
      <p className={styles.help}>{way.help}</p>
      <WayFields
        key={way.id}
        brandId={brandId}
        network={network}
        way={way}
        accountId={accountId}
        onConnected={onConnected}
      />
    </Card>
  )
}

function WayFields({ brandId, network, way, accountId, onConnected }: WayFormProps & { way: ConnectWay }) {
  const say = useWords()
  const connect = useAct((how: Connect) => connectAccount(brandId, how), {
    touches: [`/api/brands/${brandId}`],
    quiet: true,
    done: ({ accounts }) => onConnected(accounts),
  })
  const leave = useAct((how: Connect) => beginConnecting(brandId, how), {
    quiet: true,
    done: ({ url, state }) => {
      keep.connecting(state, brandId)
      window.location.assign(url)
    },
  })
  const act = way.kind === 'oauth' ? leave : connect
  const submit = (form: FormData) => {
    const fields = Object.fromEntries(
      way.fields.map(({ key }) => [key, String(form.get(`fields.${key}`) ?? '').trim()]),
    )
    act.mutate({ network: network.id, way: way.id, fields, ...(accountId && { accountId }) })
  }
  return (
    <Form
      onSubmit={submit}
      failure={act.error}
      fields={way.fields.map(({ key }) => `fields.${key}`)}
      foot={
        <Button
          type="submit"
          variant="primary"
          isPending={act.isPending || leave.isSuccess}
          icon={way.kind === 'oauth' ? 'external' : 'plug'}
        >
          {way.kind === 'oauth'
            ? say('accounts.connect.leave', { network: network.name })
            : say('accounts.connect.act')}
        </Button>
      }
    >
      {way.fields.map((field, place) => {
        const Field = field.kind === 'password' ? PasswordField : TextField
        return (
          <Field
            key={field.key}
            name={`fields.${field.key}`}
            label={field.label}
            hint={field.help ?? undefined}
            placeholder={field.placeholder ?? undefined}
            defaultValue={field.default ?? ''}
            autoFocus={place === 0}
            autoComplete="off"
            inputMode={field.kind === 'url' ? 'url' : undefined}
          />
        )
      })}
    </Form>
  )
}
