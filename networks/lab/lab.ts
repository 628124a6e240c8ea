import { mkdirSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type MovableClock, movableClock } from '../../kernel/clock.ts'
import { createCompany, postsOn, type SceneWish } from './company.ts'
import { controlRoutes } from './control.ts'
import { createDeliveries, type Deliveries } from './deliveries.ts'
import type { Violation } from './description.ts'
import { emptyMount, exchangeWith, type Mounted } from './exchange.ts'
import { createFaults, type Faults } from './faults.ts'
import { type Journal, openJournal } from './journal.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createMounts, type LabSource } from './mounts.ts'
import type { LabHandle, LabNetwork, OpenedAccount, Speaker } from './network.ts'
import { type Cast, createCast } from './people.ts'
import { keepGoing } from './pulse.ts'
import { randomFrom } from './random.ts'
import { createLimiter } from './rates.ts'
import type { Scene } from './scenes.ts'
import { listen } from './server.ts'
import { siteFor } from './site.ts'
import { createTowns, humane, type Town } from './town/living-town.ts'

export {
  defineLabNetwork,
  type LabAnswer,
  type LabHandle,
  type LabNetwork,
  type LabRequest,
  type LabSite,
  type PictureForm,
  type Speaker,
} from './network.ts'

export type LabOptions = {
  /** Emulators are mounted at the start; what can only be loaded is mounted when it is first asked for. */
  networks: readonly (LabNetwork | LabSource)[]
  /** 0 or absent: any free port. */
  port?: number
  seed?: string
  clock?: MovableClock
  /** Keeps everything over restarts in this file, and uploads beside it. */
  journal?: string
  /** Checks every request and answer against the published descriptions (needs the development dependency ajv). */
  strict?: boolean
  /** Each answer takes this long. */
  latencyMs?: number
  /**
   * `quiet`: nobody reacts unless asked to. `lively`: people react to what is published. `sociable`: they take answers too, talk among
   * themselves, change their words and write in private. Defaults to `lively`.
   */
  people?: 'sociable' | 'lively' | 'quiet'
  /** Strangers speak in public of the brands whose accounts are opened, wherever a network can be searched or streams. */
  town?: boolean
  /** Holds callers to the limits that the networks document; `GET /_lab/too-many` counts the breaches. */
  enforceRates?: boolean
  /** Where an address that is not of this machine really stands: deliveries go there, and to no other that is outside. */
  standsAt?: (url: string) => string | undefined
  log?: (message: string, error?: unknown) => void
}

export type Lab = {
  origin: string
  clock: MovableClock
  ledger: Ledger
  faults: Faults
  people: Cast
  /** Breaches of the descriptions, by connectors or by emulators. A test ends by expecting none. */
  violations: Violation[]
  offers: (network: string) => boolean
  openAccount: (network: string, who: { name: string; handle: string; locale?: string }) => Promise<OpenedAccount>
  /** Begins a scene under the account's newest post, or under the one that is named. */
  play: (network: string, wish: SceneWish) => Promise<Scene>
  /**
   * Whatever people of this network want to do by now, they do, and what is owed to addresses is posted; otherwise they do it when the
   * network is next asked for something or, where they are told of by deliveries, within a second.
   */
  catchUp: (network: string) => Promise<void>
  /** From now on people are sociable, or no longer. */
  letPeopleTalk: (on: boolean) => void
  /** What came of all that people of this network did by themselves, oldest first: the id of the comment or message, '' where they kept silent. */
  deeds: (network: string) => { key: string; id: string }[]
  /** What was to be delivered and nobody has thanked for yet, oldest first. */
  undelivered: () => ReturnType<Deliveries['waiting']>
  /** What is said in public on a network; undefined in a lab without a town. */
  town: (network: string) => Town | undefined
  /** One that is mounted. */
  network: (id: string) => LabHandle
  close: () => Promise<void>
}

/** Starts the emulated networks on one loopback address, each below its own prefix. */
export async function startLab(options: LabOptions): Promise<Lab> {
  const seed = options.seed ?? 'rialto'
  const clock = options.clock ?? movableClock()
  const faults = createFaults(randomFrom(`${seed} faults`))
  const ledger = createLedger()
  const violations: Violation[] = []
  const enforceRates = options.enforceRates ?? false
  const people = createCast(seed, { quiet: options.people === 'quiet' })
  const uploads = mkdtempSync(join(tmpdir(), 'rialto-lab-'))
  const rules = {
    faults,
    latencyMs: options.latencyMs ?? 0,
    strict: options.strict ?? false,
    violated: (one: Violation) => violations.push(one),
  }

  let journal: Journal = openJournal(undefined)
  const shelf = options.journal ? `${options.journal}.files` : uploads
  const towns = options.town ? createTowns({ seed, clock, journal: () => journal, pace: humane }) : undefined
  const mounts = createMounts(options.networks, async (one) => {
    const limiter = enforceRates && one.rates ? createLimiter(one.rates, clock) : undefined
    const mounted = emptyMount(one, options.strict ? await one.describe?.() : undefined, limiter)
    const { catchUp } = company
    const told = { journal, ledger, shelf, enforceRates, rules, catchUp, deliveries, towns }
    const shared = { origin: server.origin, clock, seed, people, ...told }
    mounted.handle = one.mount(siteFor(mounted, shared))
    return mounted
  })
  const handleIn = (id: string, mounted: Mounted | undefined): LabHandle => {
    if (!mounted?.handle) throw new Error(`the lab has no network ${id}; it has ${mounts.ids.join(', ')}`)
    return mounted.handle
  }
  const network: Lab['network'] = (id) =>
    handleIn(
      id,
      mounts.mounted().find((one) => one.id === id),
    )
  const openAccount: Lab['openAccount'] = async (id, who) => {
    const opened = await handleIn(id, await mounts.at(id)).openAccount(who)
    towns?.learn({ network: id, ...who })
    return opened
  }
  const recall = async () => {
    await Promise.all([...journal.networks].map((id) => mounts.at(id)))
  }
  const comment = async (id: string, objectId: string, text: string, by?: Speaker) => {
    const say = handleIn(id, await mounts.at(id)).comment
    if (!say) throw new Error(`nobody can comment on ${id}`)
    return say(objectId, text, by)
  }
  const message = async (id: string, handle: string, text: string, by?: Speaker) => {
    const write = handleIn(id, await mounts.at(id)).message
    if (!write) throw new Error(`nobody can write in private on ${id}`)
    return write(handle, text, by)
  }
  const listening = () =>
    mounts
      .mounted()
      .flatMap(({ id, handle }) =>
        (handle?.listening?.() ?? []).map(({ account, since }) => ({ network: id, account, since })),
      )
  const follow = async (id: string, handle: string, by?: Speaker) => {
    const begin = handleIn(id, await mounts.at(id)).follow
    if (!begin) throw new Error(`nobody can follow on ${id}`)
    return begin(handle, by)
  }
  const tooMany = () => Object.fromEntries(mounts.mounted().map((one) => [one.id, one.tooMany]))
  let sociable = options.people === 'sociable'
  const company = createCompany({
    clock,
    cast: people,
    ledger,
    journal: () => journal,
    sociable: () => sociable,
    failed: (error) => options.log?.('a person of the lab could not do what they wanted', error),
  })
  const deliveries = createDeliveries({
    clock,
    journal: () => journal,
    standsAt: options.standsAt,
    failed: (error) => options.log?.('a delivery of the lab could not be made', error),
  })
  const goOn = async ({ id, handle, deliversForMs }: Mounted) => {
    if (!handle) return
    await company.catchUp(id, handle)
    await deliveries.catchUp(id, handle, deliversForMs)
  }
  const play: Lab['play'] = async (id, wish) => company.play(id, handleIn(id, await mounts.at(id)), wish)
  const stages = () =>
    mounts.mounted().flatMap(({ id, handle }) => {
      const newest = new Map((handle ? postsOn(ledger, id, handle) : []).map((one) => [one.account, one]))
      return [...newest.values()].map(({ account, text = '' }) => ({
        network: id,
        account: handle?.handleOf?.(account) ?? account,
        post: text,
      }))
    })
  const control = controlRoutes({
    ...{ ledger, faults, clock, people, openAccount, comment, message, follow, play },
    ...{ stages, recall, tooMany, listening, undelivered: deliveries.waiting, towns },
  })
  const server = await listen(
    options.port ?? 0,
    uploads,
    async (id, request) => {
      if (id === '_lab') return control(request)
      const mounted = await mounts.at(id)
      if (mounted?.handle) await company.catchUp(id, mounted.handle)
      return mounted
        ? exchangeWith(mounted, request, rules)
        : { answer: { status: 404, json: { error: `no network is mounted at /${id}` } } }
    },
    (incoming, socket, head) => {
      const [, id = '', ...rest] = new URL(incoming.url ?? '/', 'http://lab').pathname.split('/')
      socket.on('error', () => socket.destroy())
      mounts.at(id).then(
        (mounted) => {
          const accept = mounted?.upgrades.get(`/${rest.join('/')}`)
          if (accept) accept(incoming, socket, head)
          else socket.destroy()
        },
        () => socket.destroy(),
      )
    },
    (error) => options.log?.('a lab request failed', error),
  ).catch(async (error: unknown) => {
    await rm(uploads, { recursive: true, force: true })
    throw error
  })
  const pulse = keepGoing({ mounts, deliveries, goOn, failed: (error) => options.log?.('the lab stands still', error) })
  people.serveFrom(server.origin)
  try {
    journal = openJournal(options.journal)
    mkdirSync(shelf, { recursive: true })
    for (const one of options.networks) if (!('load' in one)) await mounts.at(one.id)
    pulse.begin()
  } catch (error) {
    await pulse.stop()
    await server.close()
    await rm(uploads, { recursive: true, force: true })
    throw error
  }
  return {
    origin: server.origin,
    clock,
    ledger,
    faults,
    people,
    violations,
    offers: (id) => mounts.ids.includes(id),
    openAccount,
    play,
    catchUp: async (id) => {
      const mounted = mounts.mounted().find((one) => one.id === id)
      handleIn(id, mounted)
      if (mounted) await goOn(mounted)
    },
    letPeopleTalk: (on) => {
      sociable = on
    },
    deeds: company.deeds,
    undelivered: deliveries.waiting,
    town: (id) => towns?.on(id),
    network,
    close: async () => {
      towns?.stop()
      await pulse.stop()
      await Promise.all(mounts.mounted().map((one) => one.handle?.close?.()))
      await server.close()
      await rm(uploads, { recursive: true, force: true })
    },
  }
}
