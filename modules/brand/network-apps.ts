import { sql } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { conflict, type FieldProblem, notFound, Refusal } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import type { AppKeys, ConnectField, Network } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type Caller, recordAct } from '../team/index.ts'
import type { AppField } from './api.ts'

/** Practice keys are the practice network's own, and are never shown or asked for. */
type Which = { network: string; practice: boolean }

const owner = ({ network, practice }: Which) => `app ${network}${practice ? ' practice' : ''}`

/** The desk's app at a network; empty where none is kept. What the configuration gives wins. */
export async function appOf(world: World, which: Which): Promise<AppKeys> {
  const row = await rowOf(world.db, which)
  return openApp(world, which, row?.keys ?? null)
}

export const openApp = (world: World, which: Which, sealed: string | null): AppKeys => ({
  ...(sealed === null ? {} : (JSON.parse(world.secrets.open(sealed, owner(which))) as AppKeys)),
  ...(which.practice ? {} : world.config.networkApps[which.network]),
})

/** Which of a network's keys are known, since when and from where; never what they are. */
export type AppKnown = { ready: boolean; fields: z.input<typeof AppField>[] }

export async function appsKnown(world: NetworkedWorld): Promise<Map<string, AppKnown>> {
  const rows = await world.db
    .selectFrom('networkApp')
    .select(['network', 'setAt'])
    .where('practice', '=', false)
    .execute()
  const setAt = new Map(rows.map((row) => [row.network, row.setAt]))
  return new Map(
    world.networks.all.flatMap(({ app, composing: { id } }) =>
      app ? [[id, known(app.fields, setAt.get(id) ?? {}, world.config.networkApps[id] ?? {})] as const] : [],
    ),
  )
}

function known(fields: ConnectField[], setAt: Record<string, string>, configured: AppKeys): AppKnown {
  const all = fields.map(({ key }): z.input<typeof AppField> => {
    if (configured[key] !== undefined) return { key, from: 'configuration', at: null }
    return setAt[key] ? { key, from: 'desk', at: setAt[key] } : { key, from: null, at: null }
  })
  const needed = fields.filter((field) => field.default === undefined).map((field) => field.key)
  return { ready: all.every(({ key, from }) => from !== null || !needed.includes(key)), fields: all }
}

/** Keeps what is given beside what was; refuses what the network does not ask for, and what the configuration decides. */
export async function keepApp(
  world: NetworkedWorld,
  caller: Caller,
  id: string,
  given: Record<string, string>,
): Promise<void> {
  const network = networkWithApp(world, id)
  refuseWrong(network, given, world.config.networkApps[id] ?? {})
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    await keepKeys(world, tx, { network: id, practice: false }, given)
    const details = { network: id, fields: Object.keys(given) }
    await recordAct(tx, { by: caller, name: 'network.app-kept', subject: id, details, at: now })
  })
}

export async function forgetApp(world: NetworkedWorld, caller: Caller, id: string): Promise<void> {
  networkWithApp(world, id)
  await inTransaction(world.db, async (tx) => {
    await tx.deleteFrom('networkApp').where('network', '=', id).where('practice', '=', false).execute()
    const act = { by: caller, name: 'network.app-forgotten', subject: id, details: { network: id } }
    await recordAct(tx, { ...act, at: world.clock.now() })
  })
}

/** What the practice network gave beside an account. */
export const keepPracticeApp = (world: World, network: string, keys: AppKeys) =>
  inTransaction(world.db, (tx) => keepKeys(world, tx, { network, practice: true }, keys))

async function keepKeys(world: World, tx: DbOrTx, which: Which, given: AppKeys): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${owner(which)}))`.execute(tx)
  const before = await rowOf(tx, which)
  const kept = before ? (JSON.parse(world.secrets.open(before.keys, owner(which))) as AppKeys) : {}
  const keys = world.secrets.seal(JSON.stringify({ ...kept, ...given }), owner(which))
  const at = world.clock.now().toISOString()
  const setAt = JSON.stringify({
    ...before?.setAt,
    ...Object.fromEntries(Object.keys(given).map((key) => [key, at])),
  })
  await tx
    .insertInto('networkApp')
    .values({ ...which, keys, setAt })
    .onConflict((found) => found.columns(['network', 'practice']).doUpdateSet({ keys, setAt }))
    .execute()
}

const rowOf = (db: DbOrTx, { network, practice }: Which) =>
  db
    .selectFrom('networkApp')
    .select(['keys', 'setAt'])
    .where('network', '=', network)
    .where('practice', '=', practice)
    .executeTakeFirst()

export function networkWithApp(world: NetworkedWorld, id: string): Network & Required<Pick<Network, 'app'>> {
  const network = world.networks.all.find((one) => one.composing.id === id)
  if (!network) throw notFound('brand.noNetwork')
  if (!network.app) throw notFound('brand.app.none')
  return { ...network, app: network.app }
}

function refuseWrong({ app }: { app: { fields: ConnectField[] } }, given: AppKeys, configured: AppKeys): void {
  const problems = Object.entries(given).flatMap(([key, value]): FieldProblem[] => {
    const path = `fields.${key}`
    if (!app.fields.some((field) => field.key === key)) return [{ path, code: 'request.field.unknown' }]
    if (configured[key] !== undefined) return [{ path, code: 'brand.app.configured' }]
    return value === '' ? [{ path, code: 'request.field.required' }] : []
  })
  if (problems.length > 0) throw new Refusal(422, 'request.invalid', { fields: problems })
}

/** Throws for a way that needs the desk's app while it is not known. */
export async function needApp(world: NetworkedWorld, network: Network): Promise<void> {
  const { id, name } = network.composing
  if (!(await appsKnown(world)).get(id)?.ready) throw conflict('brand.app.missing', { network: name })
}
