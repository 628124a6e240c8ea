import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestWorld, testWorld } from '../../../kernel/testing.ts'
import type { NetworkedWorld } from '../../../networks/world.ts'
import type { Answered, IntakeKind } from './intake.ts'

export type Said = { status?: number; type?: string; headers?: Record<string, string>; body?: string | Buffer }
export type WebSite = {
  origin: string
  /** What stands at each path; others answer 404. */
  pages: Map<string, Said | ((request: IncomingMessage, response: ServerResponse) => Said | undefined)>
  /** The paths that were asked for, with the moment and headers. */
  asked: { path: string; at: number; headers: IncomingMessage['headers'] }[]
  close: () => Promise<void>
}

/** A site on this machine that says what a test lets it say. */
export async function webSite(): Promise<WebSite> {
  const site: Omit<WebSite, 'origin' | 'close'> = { pages: new Map(), asked: [] }
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    site.asked.push({ path, at: performance.now(), headers: request.headers })
    const page = site.pages.get(path) ?? { status: 404, body: 'nothing here' }
    const said = typeof page === 'function' ? page(request, response) : page
    if (!said) return
    response.writeHead(said.status ?? 200, { 'content-type': said.type ?? 'text/html; charset=utf-8', ...said.headers })
    response.end(said.body ?? '')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { ...site, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

export type ReadingWorld = TestWorld & NetworkedWorld

/** A world that may reach these sites, and no other private address. */
export async function readingWorld(origins: () => string[]): Promise<ReadingWorld> {
  const bare = await testWorld({ rooms: ['team'], allowOrigins: origins })
  const networks = { all: [], get: (id: string) => Promise.reject(new Error(id)) as never }
  return Object.assign(bare, { networks })
}

/** Asks a source as the desk does, going on where the last answer ended. */
export function readerOf(
  world: NetworkedWorld,
  kind: IntakeKind,
  settings: object,
  secrets: Record<string, string> = {},
) {
  let cursor: string | undefined
  return async (): Promise<Answered> => {
    if (kind.way !== 'ask') throw new Error(`${kind.kind} is not asked`)
    const signal = AbortSignal.timeout(20_000)
    const answered = await kind.ask({ world, key: kind.kind, settings, secrets, cursor, signal })
    cursor = answered.cursor
    return answered
  }
}

export const textsOf = ({ heard }: Answered) =>
  heard.map((one) => ('post' in one ? `${one.what}: ${one.post.title ?? one.post.text}` : one.what))
