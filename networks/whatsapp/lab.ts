import { type Graph, openGround } from '../families/graph-api/lab/ground.ts'
import { freshKeys, reachInto } from '../families/graph-api/lab/reach.ts'
import { gone } from '../families/graph-api/lab/refusals.ts'
import { openStore } from '../families/graph-api/lab/store.ts'
import { defineLabNetwork, type LabHandle, type LabNetwork } from '../lab/lab.ts'
import { specs } from '../lab/specs.ts'
import { describe, describedBy } from './emulator/describe.ts'
import { block, type Desk, keepFile, type NumberRow, numberAt, type Rows, type Sent, say } from './emulator/line.ts'
import { answered, hear, told as toldMessage } from './emulator/people.ts'
import { listening, subscribe, tell } from './emulator/subscriptions.ts'
import { templates } from './emulator/templates.ts'

export { describedBy }

const v = '/v23.0'
const ok = (json: unknown) => ({ status: 200, json })

export type LineHandle = LabHandle & {
  deliveryOf: (message: object, handle: string) => ReturnType<Desk['ground']['sign']>
}

export const linesOnGraph = (): LabNetwork =>
  defineLabNetwork({
    id: 'whatsapp',
    /** https://developers.facebook.com/docs/whatsapp/cloud-api/overview#throughput (read 2026-11-22). */
    rates: [
      {
        per: 'account',
        calls: 80,
        everyMs: 1_000,
        what: ({ method, path }) => method === 'POST' && path.endsWith('/messages'),
      },
    ],
    /** https://developers.facebook.com/docs/whatsapp/cloud-api/guides/set-up-webhooks#webhook-delivery-failure (read 2026-11-22). */
    deliversForMs: 7 * 24 * 3_600_000,
    describe: async () => (specs.has(describedBy) ? describe() : undefined),
    mount: (site) => {
      const store = openStore<Rows>(site)
      const desk: Desk = { site, store, ground: openGround(site, store) }
      mountNumber(desk)
      mountBusiness(desk)
      return handleOf(desk)
    },
  })

export default linesOnGraph()

function mountNumber(desk: Desk): void {
  const { site, ground } = desk
  site.on(
    'GET',
    `${v}/:id`,
    ground.graph((graph) => ok(numberTold(numberAt(desk, graph)))),
  )
  site.on(
    'POST',
    `${v}/:id/messages`,
    ground.graph((graph) => ok(say(desk, numberAt(desk, graph), graph.request.body as Sent))),
  )
  site.on(
    'POST',
    `${v}/:id/media`,
    ground.graph(async (graph) => ok(await keepFile(desk, numberAt(desk, graph), graph))),
  )
  site.on(
    'GET',
    `${v}/:id/whatsapp_business_profile`,
    ground.graph((graph) => {
      const { handle } = numberAt(desk, graph)
      const profile = {
        messaging_product: 'whatsapp',
        about: 'Roasted on Tuesdays',
        description: 'Coffee from small farms',
        address: 'Shipka 6, Sofia',
        email: 'hello@roastery.example',
        profile_picture_url: site.people.avatarUrl({ handle }),
        websites: ['https://roastery.example'],
      }
      return ok({ data: [{ business_profile: profile }] })
    }),
  )
  for (const method of ['POST', 'DELETE'] as const)
    site.on(
      method,
      `${v}/:id/block_users`,
      ground.graph((graph) => {
        const { block_users: users } = graph.request.body as { block_users: { user: string }[] }
        return ok(block(desk, numberAt(desk, graph), users, method === 'POST'))
      }),
    )
}

const numberTold = (number: NumberRow) => ({
  id: number.id,
  display_phone_number: number.display,
  verified_name: number.name,
  quality_rating: 'GREEN',
})

function mountBusiness(desk: Desk): void {
  const { site, store, ground } = desk
  const own = (graph: Graph) => {
    const { id = '' } = graph.request.params
    if (id !== graph.token.subject) throw gone(id)
    return id
  }
  site.on(
    'GET',
    `${v}/:id/phone_numbers`,
    ground.graph((graph) => {
      const business = own(graph)
      const numbers = store.all('numbers').filter((one) => one.business === business)
      return ok({ data: numbers.map((one) => ({ ...numberTold(one), status: 'LINKED' })) })
    }),
  )
  site.on(
    'GET',
    `${v}/:id/message_templates`,
    ground.graph((graph) => {
      own(graph)
      return ok({ data: templates })
    }),
  )
  site.on(
    'POST',
    `${v}/:id/subscribed_apps`,
    ground.graph(async (graph) => {
      await subscribe(desk, own(graph), graph.given)
      return ok({ success: true })
    }),
  )
  site.on(
    'DELETE',
    `${v}/:id/subscribed_apps`,
    ground.graph((graph) => {
      store.drop('subscribed', own(graph))
      return ok({ success: true })
    }),
  )
}

function handleOf(desk: Desk): LineHandle {
  const { store, ground, site } = desk
  const named = (handle: string): NumberRow => {
    const number = store.all('numbers').find((one) => one.handle === handle)
    if (!number) throw new Error(`no number is called ${handle}`)
    return number
  }
  const told = (number: NumberRow, person: { from: string; name: string }, message: object) => {
    const value = {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: number.display.replace(/\D/g, ''), phone_number_id: number.id },
      contacts: [{ profile: { name: person.name }, wa_id: person.from }],
      messages: [message],
    }
    return {
      object: 'whatsapp_business_account',
      entry: [{ id: number.business, changes: [{ value, field: 'messages' }] }],
    }
  }
  return {
    openAccount: async ({ name, handle, locale }) => {
      const number =
        store.all('numbers').find((one) => one.handle === handle) ?? addNumber(desk, { name, handle, locale })
      const scopes = ['whatsapp_business_messaging', 'whatsapp_business_management']
      const { token } = ground.issue({ subject: number.business, account: handle, scopes, kind: 'system' }, null)
      return { way: 'token', fields: { business: number.business, token }, app: freshKeys(ground) }
    },
    ...reachInto(ground, 130429),
    longestComment: 4096,
    pictures: { messages: 'by-key' },
    answered: (id) => answered(desk, id),
    message: async (handle, text, by) => {
      const heard = hear(desk, named(handle), text, by)
      tell(desk, named(handle), heard)
      return heard.id
    },
    listening: () => listening(desk),
    delivery: async (id, url) => {
      const row = store.get('heard', id)
      const number = store.get('numbers', row?.number ?? '')
      if (!row || !number) throw new Error(`there is no ${id} to tell of`)
      return ground.sign(told(number, row, toldMessage(desk, row)), url)
    },
    deliveryOf: (message, handle) => {
      const person = { from: '359888000001', name: site.people.all[0]?.name ?? 'Somebody' }
      const timestamp = String(Math.floor(ground.now().getTime() / 1000))
      const whole = { from: person.from, id: `wamid.${site.random.hex(20)}`, timestamp, ...message }
      return ground.sign(told(named(handle), person, whole), 'https://desk.example/hooks/door')
    },
  }
}

type Newcomer = { name: string; handle: string; locale?: string }

function addNumber(desk: Desk, { name, handle, locale }: Newcomer): NumberRow {
  const serial = String(desk.store.next()).padStart(9, '0')
  const display = `+359 2 ${serial.slice(-7)}`
  return desk.store.put('numbers', `106${serial}`, {
    id: `106${serial}`,
    business: `102${serial}`,
    handle,
    name,
    display,
    user: `60${serial}`,
    ...(locale ? { locale } : {}),
  })
}
