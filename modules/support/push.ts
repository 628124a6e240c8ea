import webPush from 'web-push'
import type { z } from 'zod'
import { NetworkFailure } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import type { Caller } from '../team/index.ts'
import type { PushState, Subscribe } from './api.ts'

const owner = 'push identity'
const keptForSeconds = 3600
const mostSubscriptions = 20

/** The key by which browsers know the desk, made at the first question. Its private half never leaves the seal. */
async function identityOf(world: World): Promise<{ publicKey: string; privateKey: string }> {
  const known = await world.db.selectFrom('pushIdentity').selectAll().executeTakeFirst()
  if (!known) {
    const made = webPush.generateVAPIDKeys()
    const row = { id: 1, publicKey: made.publicKey, privateKey: world.secrets.seal(made.privateKey, owner) }
    await world.db
      .insertInto('pushIdentity')
      .values(row)
      .onConflict((found) => found.doNothing())
      .execute()
    return identityOf(world)
  }
  return { publicKey: known.publicKey, privateKey: world.secrets.open(known.privateKey, owner) }
}

export async function pushState(world: World, caller: Caller): Promise<z.input<typeof PushState>> {
  const { publicKey } = await identityOf(world)
  const rows = await world.db
    .selectFrom('pushSubscription')
    .select(['id', 'agent', 'createdAt'])
    .where('userId', '=', caller.userId)
    .orderBy('id')
    .execute()
  return { publicKey, subscriptions: rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })) }
}

const ownerOf = (subscriptionId: string) => `push subscription ${subscriptionId}`

/** One browser of the caller; a browser that somebody else used before is the caller's from now on. */
export async function subscribe(
  world: World,
  caller: Caller,
  { endpoint, keys }: z.output<typeof Subscribe>,
  agent: string,
): Promise<void> {
  const createdAt = world.clock.now()
  const id = newId(createdAt)
  await world.db.deleteFrom('pushSubscription').where('endpoint', '=', endpoint).execute()
  const sealed = world.secrets.seal(JSON.stringify(keys), ownerOf(id))
  const row = { id, userId: caller.userId, endpoint, keys: sealed, agent: agent.slice(0, 300), createdAt }
  await world.db
    .insertInto('pushSubscription')
    .values(row)
    .onConflict((found) => found.doNothing())
    .execute()
  const own = await world.db
    .selectFrom('pushSubscription')
    .select('id')
    .where('userId', '=', caller.userId)
    .orderBy('id', 'desc')
    .offset(mostSubscriptions)
    .execute()
  if (own.length)
    await world.db
      .deleteFrom('pushSubscription')
      .where(
        'id',
        'in',
        own.map((one) => one.id),
      )
      .execute()
}

export async function unsubscribe(world: World, caller: Caller, endpoint: string): Promise<void> {
  await world.db
    .deleteFrom('pushSubscription')
    .where('userId', '=', caller.userId)
    .where('endpoint', '=', endpoint)
    .execute()
}

export type Pushed = { title: string; text: string; href: string; tag: string }

/**
 * To every browser of the person. One that is gone is forgotten. Returns how many took it; throws the failure when some
 * might on another try and none did. The push services see neither words nor whom they are for.
 */
export async function pushTo(world: World, userId: string, pushed: Pushed): Promise<number> {
  const rows = await world.db.selectFrom('pushSubscription').selectAll().where('userId', '=', userId).execute()
  if (!rows.length) return 0
  const vapidDetails = { subject: world.config.publicUrl, ...(await identityOf(world)) }
  const outcomes = await Promise.allSettled(
    rows.map(async ({ id, endpoint, keys }) => {
      const opened = JSON.parse(world.secrets.open(keys, ownerOf(id))) as { p256dh: string; auth: string }
      const payload = JSON.stringify(pushed)
      const request = webPush.generateRequestDetails({ endpoint, keys: opened }, payload, {
        ...{ vapidDetails: subjectFor(vapidDetails), TTL: keptForSeconds, urgency: 'high' },
      })
      await deliver(world, id, request)
    }),
  )
  const sent = outcomes.filter((one) => one.status === 'fulfilled').length
  const failed = outcomes.find((one) => one.status === 'rejected')
  if (!sent && failed) throw failed.reason
  return sent
}

/** Push services take only https or mailto for who sends. */
const subjectFor = <T extends { subject: string }>(details: T): T =>
  details.subject.startsWith('https:') ? details : { ...details, subject: 'mailto:desk@localhost' }

async function deliver(
  world: World,
  id: string,
  request: ReturnType<typeof webPush.generateRequestDetails>,
): Promise<void> {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  delete headers['Content-Length']
  const answer = await world.http({
    ...{ method: 'POST', url: request.endpoint, headers, body: request.body ?? undefined },
    ...{ timeoutMs: 15_000, maxBytes: 64 * 1024 },
  })
  if (answer.status === 404 || answer.status === 410)
    await world.db.deleteFrom('pushSubscription').where('id', '=', id).execute()
  else if (answer.status >= 300)
    throw new NetworkFailure(
      answer.status >= 500 || answer.status === 429 ? 'network-down' : 'rejected',
      `${answer.status}`,
    )
}
