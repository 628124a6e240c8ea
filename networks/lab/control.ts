import type { MovableClock } from '../../kernel/clock.ts'
import type { SceneWish } from './company.ts'
import type { Fault, Faults } from './faults.ts'
import type { Ledger } from './ledger.ts'
import type { LabAnswer, LabRequest, OpenedAccount, Speaker } from './network.ts'
import type { Cast } from './people.ts'
import { createRouter } from './router.ts'
import { type Scene, sceneKinds } from './scenes.ts'
import type { Verdict } from './server.ts'
import { snapshotFile } from './snapshot.ts'
import type { Towns } from './town/living-town.ts'
import { townSceneKinds } from './town/post.ts'

export type Controlled = {
  ledger: Ledger
  faults: Faults
  clock: MovableClock
  people: Cast
  openAccount: (network: string, who: { name: string; handle: string; locale?: string }) => Promise<OpenedAccount>
  comment: (network: string, objectId: string, text: string, by?: Speaker) => Promise<string>
  message: (network: string, account: string, text: string, by?: Speaker) => Promise<string>
  follow: (network: string, handle: string, by?: Speaker) => Promise<string>
  play: (network: string, wish: SceneWish) => Promise<Scene>
  /** Each account that has published, with its newest post. */
  stages: () => { network: string; account: string; post: string }[]
  /** Mounts every network that did something before the lab was started: the ledger then knows it. */
  recall: () => Promise<void>
  /** Whose people are told of by deliveries. */
  listening: () => { network: string; account: string; since: string }[]
  /** What nobody thanked for yet. */
  undelivered: () => object[]
  /** Absent where the lab has no town. */
  towns: Towns | undefined
  /** How many calls each network refused because they were too many. */
  tooMany: () => Record<string, number>
}

/** `/_lab/…`: the lab's own doors, so that another process can read the oracle and make trouble. */
export function controlRoutes(lab: Controlled): (request: LabRequest) => Promise<Verdict> {
  const router = createRouter()
  const on = (method: string, pattern: string, handler: (request: LabRequest) => LabAnswer | Promise<LabAnswer>) =>
    router.add({ method, pattern, described: false, handler })

  on('GET', '/ledger', async ({ query }) => {
    await lab.recall()
    return ok(lab.ledger.after(Number(query.after ?? 0)))
  })
  on('GET', '/live', async ({ query }) => {
    await lab.recall()
    return ok(lab.ledger.live(typeof query.network === 'string' ? query.network : undefined))
  })
  on('GET', '/faults', () => ok(lab.faults.list()))
  on('POST', '/faults', ({ body }) => ok({ id: lab.faults.add(body as Fault) }))
  on('DELETE', '/faults', () => {
    lab.faults.clear()
    return ok({})
  })
  on('GET', '/too-many', () => ok(lab.tooMany()))
  on('GET', '/clock', () => ok({ now: lab.clock.now().toISOString() }))
  on('POST', '/clock', ({ body }) => {
    const { moveByMs, moveTo } = body as { moveByMs?: number; moveTo?: string }
    if (moveTo !== undefined) lab.clock.moveTo(new Date(moveTo))
    if (moveByMs !== undefined) lab.clock.moveBy(moveByMs)
    return ok({ now: lab.clock.now().toISOString() })
  })
  on('POST', '/accounts', async ({ body }) => {
    const { network, name, handle, locale } = body as { network: string; name: string; handle: string; locale?: string }
    return ok(await lab.openAccount(network, { name, handle, locale }))
  })
  on('POST', '/comments', async ({ body }) => {
    const { network, objectId, text, person } = body as {
      [name in 'network' | 'objectId' | 'text']: string
    } & Named
    return ok({ id: await lab.comment(network, objectId, text, speakerIn(lab.people, person)) })
  })
  on('POST', '/messages', async ({ body }) => {
    const { network, account, text, person, at } = body as {
      [name in 'network' | 'account' | 'text']: string
    } & Named &
      Past
    return ok({ id: await lab.message(network, account, text, { ...speakerIn(lab.people, person), ...momentIn(at) }) })
  })
  on('GET', '/listening', () => ok(lab.listening()))
  on('GET', '/undelivered', () => ok(lab.undelivered()))
  on('POST', '/follows', async ({ body }) => {
    const { network, account, person } = body as { network: string; account: string } & Named
    return ok({ id: await lab.follow(network, account, speakerIn(lab.people, person)) })
  })
  on('GET', '/scenes', async () => {
    await lab.recall()
    return ok({ kinds: sceneKinds, stages: lab.stages() })
  })
  on('POST', '/scenes', async ({ body }) => {
    await lab.recall()
    return ok(await lab.play(...sceneIn(body)))
  })
  on('GET', '/town', () => ok({ kinds: townSceneKinds, brands: lab.towns?.brands() ?? [] }))
  on('POST', '/town/scenes', ({ body }) => {
    if (!lab.towns) throw new Error('this lab has no town')
    return ok(lab.towns.play(townSceneIn(body)))
  })
  on('GET', '/avatars/:handle', async ({ params }) => {
    const body = await lab.people.avatar((params.handle ?? '').replace(/\.png$/, ''))
    return { status: 200, body, headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=86400' } }
  })
  on('GET', '/pictures/torn-bag.png', () => ({
    status: 200,
    body: snapshotFile(),
    headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=86400' },
  }))

  return async (request) => {
    const matched = router.match(request.method, request.path)
    if (!matched)
      return { answer: { status: 404, json: { error: `the lab has no ${request.method} ${request.path}` } } }
    try {
      return { answer: await matched.route.handler({ ...request, params: matched.params }) }
    } catch (error) {
      return { answer: { status: 400, json: { error: error instanceof Error ? error.message : String(error) } } }
    }
  }
}

/** The handle of somebody of the cast; absent: anybody. */
type Named = { person?: string }

function speakerIn(people: Cast, handle: string | undefined): Speaker {
  if (handle === undefined) return {}
  const person = people.byHandle(handle)
  if (!person) throw new Error(`nobody of the cast is called ${handle}`)
  return { person }
}

/** When it was said, ISO-8601, up to now; absent: now. */
type Past = { at?: string }

function momentIn(at: string | undefined): Speaker {
  if (at === undefined) return {}
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime())) throw new Error(`${at} is no moment`)
  return { at: moment }
}

/** Throws for what names no scene and no network. */
function sceneIn(body: unknown): [network: string, wish: SceneWish] {
  const { network, ...wish } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const kind = sceneKinds.find((one) => one === wish.kind)
  if (!kind) throw new Error(`no scene is called ${String(wish.kind)}; there is ${sceneKinds.join(', ')}`)
  if (typeof network !== 'string') throw new Error('a scene needs the network that it plays on')
  const named = (name: string) => (typeof wish[name] === 'string' ? { [name]: wish[name] } : {})
  return [network, { kind, ...named('account'), ...named('objectId') }]
}

/** Throws for what names no scene and no brand. */
function townSceneIn(body: unknown): Parameters<Towns['play']>[0] {
  const { kind: wish, brand } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const kind = townSceneKinds.find((one) => one === wish)
  if (!kind)
    throw new Error(`nothing called ${String(wish)} happens in the town; there is ${townSceneKinds.join(', ')}`)
  if (typeof brand !== 'string') throw new Error('a scene needs the brand that it happens to')
  return { kind, brand }
}

const ok = (json: unknown): LabAnswer => ({ status: 200, json })
