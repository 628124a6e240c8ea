import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inTransaction } from '../../kernel/db/connect.ts'
import { findLabNetworks } from '../../networks/lab/discover.ts'
import { type Lab, startLab } from '../../networks/lab/lab.ts'
import { loadNetworks } from '../../networks/registry.ts'
import { type Answered, type Person, type ServedDesk, serveDesk } from '../../server/http/testing.ts'
import { loadModules } from '../../server/load-modules.ts'
import { givenAccount } from '../brand/testing-desk.ts'
import { keepHeard } from '../inbox/keep.ts'

type Problem = { error: { code: string; fields: { path: string; code: string }[] } }
type Received = { headers: IncomingMessage['headers']; body: Buffer; url: string }
/** Whatever is posted to it is kept; it answers with that status. */
export type Ear = { origin: string; heard: Received[]; answer: { status: number }; server: Server }

/** A whole desk with a brand to which somebody wrote, the practice network, and an ear to tell things to. */
export type AnsweringDesk = {
  desk: ServedDesk
  lab: Lab
  ear: Ear
  owner: Person
  brandId: string
  conversationId: string
  ask: <T>(method: string, path: string, body?: unknown, as?: Person) => Promise<Answered<T & Problem>>
  /** Somebody writes; returns the conversation. */
  hear: (name: string, text: string) => Promise<string>
  close: () => Promise<void>
}

export async function openAnsweringDesk(): Promise<AnsweringDesk> {
  const lab = await startLab({ networks: await findLabNetworks(), people: 'quiet' })
  const ear = await openEar()
  const desk = await serveDesk({
    ...{ modules: await loadModules(), networks: (await loadNetworks()).all, practice: lab },
    ...{ config: { practice: true }, allowOrigins: () => [lab.origin, ear.origin] },
  })
  const owner = await desk.owner()
  const brandId = await desk.brand('North')
  const accountId = await givenAccount(desk.world, brandId, { network: 'mastodon' })
  const hear = hearer(desk, { brandId, accountId })
  return {
    ...{ desk, lab, ear, owner, brandId, hear },
    conversationId: await hear('Ivana Petrova', 'How do I return my shoes?'),
    ask: (method, path, body, as = owner) => desk.ask(method, `/api/brands/${brandId}${path}`, { as, body }),
    close: async () => {
      await desk.close()
      await lab.close()
      ear.server.close()
    },
  }
}

function hearer({ world }: ServedDesk, { brandId, accountId }: { brandId: string; accountId: string }) {
  let said = 0
  return async (name: string, text: string): Promise<string> => {
    const at = world.clock.now()
    const author = { id: name, handle: `@${name}`, name }
    const what = { id: `m${said++}`, kind: 'message' as const, at, author, text, under: { id: name }, media: [] }
    await inTransaction(world.db, (tx) => keepHeard(tx, [{ accountId, brandId, what }], at))
    const row = await world.db
      .selectFrom('interaction')
      .select('conversationId')
      .where('remoteId', '=', what.id)
      .executeTakeFirstOrThrow()
    return row.conversationId ?? ''
  }
}

async function openEar(): Promise<Ear> {
  const heard: Received[] = []
  const answer = { status: 201 }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(parts), url: request.url ?? '' })
      response.writeHead(answer.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, answer, server }
}
