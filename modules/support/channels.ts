import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField, NetworkFailure, notFound, Refusal } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { Alerts, CarriedAlert } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { brandOf } from '../brand/index.ts'
import { type Caller, recordAct, wordsIn } from '../team/index.ts'
import type { AlertCarriers, AlertChannel, ChangeAlertChannel, MakeAlertChannel } from './api.ts'
import type { AlertEvent } from './choose-ways.ts'
import type { AlertChannelTable } from './tables.ts'

export type ChannelRow = Selectable<AlertChannelTable>

const withinMs = 20_000
const mostChannels = 20

/** The networks that carry alerts, with what each asks for. */
export function carriersIn(world: NetworkedWorld, locale: string): z.input<typeof AlertCarriers> {
  const { say } = wordsIn(locale)
  return {
    items: world.networks.all.flatMap(({ composing: { id, name }, alerts }) =>
      alerts
        ? [
            {
              ...{ network: id, name, help: say(alerts.help) },
              fields: alerts.fields.map(({ key, kind, label, help, placeholder, default: otherwise }) => ({
                ...{ key, kind, label: say(label), help: help ? say(help) : null },
                ...{ placeholder: placeholder ?? null, default: otherwise ?? null },
              })),
            },
          ]
        : [],
    ),
  }
}

export const channelsOf = (db: DbOrTx, brandId: string): Promise<ChannelRow[]> =>
  db.selectFrom('alertChannel').selectAll().where('brandId', '=', brandId).orderBy('id').execute()

export async function channelsHearing(db: DbOrTx, brandId: string, event: AlertEvent): Promise<ChannelRow[]> {
  return (await channelsOf(db, brandId)).filter((one) => one.enabled && one.events.includes(event))
}

const ownerOf = (channelId: string) => `alert channel ${channelId}`

/** Sends one alert over a channel. Throws NetworkFailure. */
export async function sendOver(world: NetworkedWorld, channel: ChannelRow, alert: CarriedAlert): Promise<void> {
  const fields = JSON.parse(world.secrets.open(channel.fields, ownerOf(channel.id))) as Record<string, string>
  await carrierOf(world, channel.network).send(fields, alert, wireOf(world))
}

const wireOf = ({ http, clock }: NetworkedWorld) => ({ http, clock, signal: AbortSignal.timeout(withinMs) })

function carrierOf(world: NetworkedWorld, network: string): Alerts {
  const alerts = world.networks.all.find((one) => one.composing.id === network)?.alerts
  if (!alerts) throw badField('network', 'support.noCarrier')
  return alerts
}

/** A channel is kept once a first alert went over it. Throws at the field for what is not right there. */
export async function addChannel(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  { network, fields, ...settings }: z.output<typeof MakeAlertChannel>,
): Promise<ChannelRow> {
  if ((await channelsOf(world.db, brandId)).length >= mostChannels)
    throw badField('network', 'support.tooManyChannels', { most: mostChannels })
  const known = onlyKnown(carrierOf(world, network), fields)
  await tryFields(world, { brandId, network, fields: known, locale: caller.locale })
  const now = world.clock.now()
  const id = newId(now)
  const row: ChannelRow = {
    ...{ id, brandId, network, ...settings, fields: world.secrets.seal(JSON.stringify(known), ownerOf(id)) },
    ...{ practice: false, failure: null, failedAt: null, sentAt: now },
  }
  await write(world, caller, brandId, 'alert-channel.made', id, (tx) =>
    tx.insertInto('alertChannel').values(row).execute(),
  )
  return row
}

export async function changeChannel(
  world: NetworkedWorld,
  caller: Caller,
  of: { brandId: string; channelId: string },
  { fields, ...settings }: z.output<typeof ChangeAlertChannel>,
): Promise<ChannelRow> {
  const row = await channelOf(world.db, of)
  const changed: ChannelRow = { ...row, ...settings }
  if (fields) {
    const before = JSON.parse(world.secrets.open(row.fields, ownerOf(row.id))) as Record<string, string>
    const known = { ...before, ...onlyKnown(carrierOf(world, row.network), filledIn(fields)) }
    await tryFields(world, { brandId: of.brandId, network: row.network, fields: known, locale: caller.locale })
    const sealed = world.secrets.seal(JSON.stringify(known), ownerOf(row.id))
    Object.assign(changed, { fields: sealed, failure: null, failedAt: null, sentAt: world.clock.now() })
  }
  await write(world, caller, of.brandId, 'alert-channel.changed', row.id, (tx) =>
    tx.updateTable('alertChannel').set(changed).where('id', '=', row.id).execute(),
  )
  return changed
}

export async function removeChannel(
  world: NetworkedWorld,
  caller: Caller,
  of: { brandId: string; channelId: string },
): Promise<void> {
  const { id } = await channelOf(world.db, of)
  await write(world, caller, of.brandId, 'alert-channel.removed', id, (tx) =>
    tx.deleteFrom('alertChannel').where('id', '=', id).execute(),
  )
}

/** Sends a trial alert now, and tells what the network answered. */
export async function tryChannel(
  world: NetworkedWorld,
  caller: Caller,
  of: { brandId: string; channelId: string },
): Promise<ChannelRow> {
  const row = await channelOf(world.db, of)
  const failure = await sendOver(world, row, await trialOf(world, of.brandId, caller.locale)).then(
    () => null,
    (error: unknown) => reasonOf(error, caller.locale),
  )
  return noteSent(world, row, failure)
}

/** Keeps how the last alert went. */
export async function noteSent(world: NetworkedWorld, { id }: ChannelRow, failure: string | null): Promise<ChannelRow> {
  const now = world.clock.now()
  return world.db
    .updateTable('alertChannel')
    .set(failure === null ? { sentAt: now, failure, failedAt: null } : { failure, failedAt: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export function reasonOf(error: unknown, locale = 'en'): string {
  if (error instanceof Refusal) {
    const { code, values } = error.fields[0] ?? error
    return wordsIn(locale).say(code, values)
  }
  if (error instanceof NetworkFailure) return error.message.slice(0, 300)
  throw error
}

type Fields = Record<string, string>

async function tryFields(
  world: NetworkedWorld,
  { brandId, network, fields, locale }: { brandId: string; network: string; fields: Fields; locale: string },
): Promise<void> {
  const carrier = carrierOf(world, network)
  const sent = carrier.send(fields, await trialOf(world, brandId, locale), wireOf(world))
  await sent.catch((error: unknown) => {
    const refused = error instanceof Refusal ? error.fields : undefined
    if (refused?.length)
      throw new Refusal(422, 'request.invalid', {
        fields: refused.map((field) => ({ ...field, path: `fields.${field.path}` })),
      })
    if (error instanceof NetworkFailure)
      throw badField('fields', 'support.channelSilent', { reason: error.message.slice(0, 300) })
    throw error
  })
}

async function trialOf(world: NetworkedWorld, brandId: string, locale: string): Promise<CarriedAlert> {
  const { name } = await brandOf(world.db, brandId)
  const at = world.clock.now()
  const text = wordsIn(locale).say('support.alert.trial', { brand: name })
  const link = `${world.config.publicUrl}/brands/${brandId}/support/alerts`
  return { id: newId(at), event: 'trial', brand: name, text, link, at }
}

const filledIn = (fields: Fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))

function onlyKnown({ fields: wanted }: Alerts, given: Fields): Fields {
  const unknown = Object.keys(given).find((key) => !wanted.some((field) => field.key === key))
  if (unknown) throw badField(`fields.${unknown}`, 'support.unknownField')
  return given
}

async function channelOf(
  db: DbOrTx,
  { brandId, channelId }: { brandId: string; channelId: string },
): Promise<ChannelRow> {
  const row = (await channelsOf(db, brandId)).find((one) => one.id === channelId)
  if (!row) throw notFound('support.noChannel')
  return row
}

async function write(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  name: string,
  subject: string,
  act: (tx: DbOrTx) => Promise<unknown>,
): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    await act(tx)
    await recordAct(tx, { by: caller, name, brandId, subject, at: world.clock.now() })
    await announce(tx, 'alerts.changed', {}, { brandId })
  })
}

export const channelAnswer = ({ fields: _, ...row }: ChannelRow): z.input<typeof AlertChannel> => ({
  ...{ id: row.id, network: row.network, name: row.name, events: row.events, enabled: row.enabled },
  ...{ sentAt: row.sentAt?.toISOString() ?? null, failedAt: row.failedAt?.toISOString() ?? null, failure: row.failure },
})
