import { useAct } from '../../api/ask.ts'
import {
  type Account,
  beginConnecting,
  type Connect,
  type Connected,
  type ConnectWay,
  connectAccount,
  type NetworkAbout,
} from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { leaveFor, writtenBefore } from './leave-for.ts'
import { WrittenField } from './written-field.tsx'

type WayFormProps = {
  brandId: string
  network: NetworkAbout
  way: ConnectWay
  again: Account | undefined
  onBrought: (brought: Connected) => void
}

/** What a way asks for, all drawn from what the network says of itself. */
export function WayForm({ brandId, network, way, again, onBrought }: WayFormProps) {
  const say = useWords()
  const connect = useAct((how: Connect) => connectAccount(brandId, how), {
    touches: [`/api/brands/${brandId}`],
    quiet: true,
    done: onBrought,
  })
  const leave = useAct((how: Connect) => beginConnecting(brandId, how), {
    quiet: true,
    done: (begun) => leaveFor(brandId, begun),
  })
  const act = way.kind === 'oauth' ? leave : connect
  const submit = (form: FormData) => {
    const fields = Object.fromEntries(
      way.fields.map(({ key }) => [key, String(form.get(`fields.${key}`) ?? '').trim()]),
    )
    act.mutate({ network: network.id, way: way.id, fields, ...(again && { accountId: again.id }) })
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
      {way.fields.map((field) => (
        <WrittenField key={field.key} field={field} defaultValue={writtenBefore(field, again)} />
      ))}
    </Form>
  )
}
