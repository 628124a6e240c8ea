import type { z } from 'zod'
import type { Config } from '../../kernel/config.ts'
import { type TestWorld, testWorld } from '../../kernel/testing.ts'
import type { Me } from '../../modules/team/api.ts'
import type { BrandRole } from '../../modules/team/index.ts'
import type { Network } from '../../networks/contract.ts'
import type { NetworkedWorld, Practice } from '../../networks/world.ts'
import type { DeskModule } from '../load-modules.ts'
import { startHttp } from './start.ts'

export type Answered<T = unknown> = { status: number; body: T; headers: Headers; cookie: string | undefined }
export type Asking = { as?: Person; body?: unknown; headers?: Record<string, string>; locale?: string }
export type Person = { cookie?: string; key?: string; me: z.infer<typeof Me> }

export type ServedDesk = {
  world: NetworkedWorld & TestWorld
  address: string
  ask: <T = Record<string, unknown>>(method: string, path: string, asking?: Asking) => Promise<Answered<T>>
  /** The first visitor, who owns everything. Made once. */
  owner: () => Promise<Person>
  brand: (name: string) => Promise<string>
  /** Somebody invited by the owner with these roles. */
  person: (name: string, roles: Record<string, BrandRole>) => Promise<Person>
  close: () => Promise<void>
}

export type ServedGiven = {
  modules: DeskModule[]
  rooms?: string[]
  networks?: Network[]
  practice?: Practice
  config?: Partial<Config>
  webFolder?: string
  now?: Date
  allowOrigins?: () => string[]
}

export const password = 'a long enough password'

/** A desk on a real socket and a real database, with nobody in it yet. */
export async function serveDesk(given: ServedGiven): Promise<ServedDesk> {
  const bare = await testWorld({
    ...{ rooms: given.rooms, config: given.config, now: given.now, allowOrigins: given.allowOrigins },
  })
  const all = given.networks ?? []
  const networks = { all, get: (id: string) => found(all, id) }
  const world = Object.assign(bare, { networks, practice: given.practice })
  const http = await startHttp(world, given.modules, { webFolder: given.webFolder })
  const ask: ServedDesk['ask'] = (method, path, asking) => askAt(http.address, method, path, asking)
  let owner: Promise<Person> | undefined
  const desk: ServedDesk = {
    ...{ world, ask, address: http.address },
    owner: () => {
      owner ??= signUp(ask, '/api/setup', { name: 'Olga Owner', email: 'olga@desk.example', workspaceName: 'Desk' })
      return owner
    },
    brand: async (name) => {
      const body = { name, zone: 'Europe/Sofia' }
      return (await expected(ask<{ id: string }>('POST', '/api/brands', { as: await desk.owner(), body }), 201)).id
    },
    person: async (name, brandRoles) => {
      const invitation = ask<{ link: string }>('POST', '/api/invitations', {
        as: await desk.owner(),
        body: { brandRoles },
      })
      const token = (await expected(invitation, 201)).link.split('/').at(-1)
      const email = `${name.toLowerCase().replace(/\W+/g, '.')}@desk.example`
      return signUp(ask, `/api/invited/${token}`, { name, email })
    },
    close: async () => {
      await http.stop()
      await world.close()
    },
  }
  return desk
}

function found(all: Network[], id: string): Network {
  const network = all.find((one) => one.composing.id === id)
  if (!network) throw new Error(`no network is called ${id}`)
  return network
}

async function signUp(ask: ServedDesk['ask'], path: string, who: Record<string, string>): Promise<Person> {
  const made = await ask<z.infer<typeof Me>>('POST', path, {
    body: { ...who, password, locale: 'en', zone: 'Europe/Sofia' },
  })
  if (made.status !== 201) throw new Error(`nobody was made: ${made.status} ${JSON.stringify(made.body)}`)
  return { cookie: made.cookie, me: made.body }
}

async function expected<T>(asked: Promise<Answered<T>>, status: number): Promise<T> {
  const answer = await asked
  if (answer.status !== status)
    throw new Error(`expected ${status}, got ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

async function askAt<T>(address: string, method: string, path: string, asking: Asking = {}): Promise<Answered<T>> {
  const headers = new Headers(asking.headers)
  if (asking.as?.cookie) headers.set('cookie', asking.as.cookie)
  if (asking.as?.key) headers.set('authorization', `Bearer ${asking.as.key}`)
  if (asking.locale) headers.set('accept-language', asking.locale)
  const raw = typeof asking.body === 'string' || asking.body instanceof FormData
  if (asking.body !== undefined && !raw) headers.set('content-type', 'application/json')
  const body =
    asking.body === undefined ? undefined : raw ? (asking.body as string | FormData) : JSON.stringify(asking.body)
  const answer = await fetch(new URL(path, address), { method, headers, body, redirect: 'manual' })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.startsWith('application/json')
  const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0])
  return {
    status: answer.status,
    body: (isJson ? JSON.parse(text) : text) as T,
    headers: answer.headers,
    cookie: cookies.length ? cookies.join('; ') : undefined,
  }
}
