import { deepEqual, equal, ok } from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { findLabNetworks } from '../networks/lab/discover.ts'
import { type Lab, startLab } from '../networks/lab/lab.ts'
import { loadNetworks } from '../networks/registry.ts'
import { type Answered, type Asking, type Person, type ServedDesk, serveDesk } from './http/testing.ts'
import { loadModules } from './load-modules.ts'

type Told = { code: string; message: string }
export type Refused = { error: Told & { fields: (Told & { path: string })[] } }
type Rest = Omit<Asking, 'as' | 'locale'>

/** A whole desk on the practice network, its owner and a brand with an account on each network. */
export type TroubledDesk = ServedDesk & {
  lab: Lab
  person: ServedDesk['person']
  boss: Person
  under: string
  accounts: Record<string, string>
  send: <T>(method: string, path: string, rest?: Rest) => Promise<Answered<T>>
  /** Asks once in each language; gives the codes, the same each time, after a look at the words. */
  refused: (method: string, path: string, rest?: () => Rest) => Promise<{ status: number; codes: string[] }>
  /** How many rows each of these tables has, and how many files lie on the disk. */
  kept: () => Promise<Record<string, number>>
}

const locales = ['en', 'bg', 'uk', 'sv', 'cs', 'pl']
const tables = ['post', 'publication', 'account', 'media', 'plan_import', 'plan_import_row']

export async function troubledDesk(): Promise<TroubledDesk> {
  const lab = await startLab({ networks: await findLabNetworks(), people: 'quiet' })
  const desk = await serveDesk({
    ...{ modules: await loadModules(), networks: (await loadNetworks()).all, practice: lab },
    ...{ config: { practice: true }, allowOrigins: () => [lab.origin] },
  })
  const boss = await desk.owner()
  const under = `/api/brands/${await desk.brand('Troubled')}`
  const send: TroubledDesk['send'] = (method, path, rest) => desk.ask(method, path, { as: boss, ...rest })
  const accounts: Record<string, string> = {}
  for (const { composing } of desk.world.networks.all.filter((one) => lab.offers(one.composing.id))) {
    const body = { network: composing.id }
    const opened = await send<{ accounts: { id: string }[] }>('POST', `${under}/accounts/practice`, { body })
    accounts[composing.id] = opened.body.accounts[0]?.id ?? ''
  }
  return {
    ...{ ...desk, lab, boss, under, accounts, send },
    refused: (method, path, rest) => refusedInSix(send, method, path, rest),
    kept: async () => ({ ...(await rowsOf(desk)), files: await filesBelow(join(desk.world.config.dataDir, 'files')) }),
    close: async () => {
      await desk.close()
      await lab.close()
    },
  }
}

async function refusedInSix(
  send: TroubledDesk['send'],
  method: string,
  path: string,
  rest: () => Rest = () => ({}),
): Promise<{ status: number; codes: string[] }> {
  const seen: { status: number; codes: string[] }[] = []
  const words = new Set<string>()
  for (const locale of locales) {
    equal((await send('PATCH', '/api/me', { body: { locale } })).status, 200)
    const { status, body } = await send<Refused>(method, path, rest())
    ok(status >= 400, `${path} was not refused: ${status} ${JSON.stringify(body).slice(0, 300)}`)
    const told = [body.error, ...body.error.fields]
    for (const { code, message } of told) ok(isPlain(code, message), `${locale} ${code}: “${message}”`)
    seen.push({ status, codes: told.map((one) => ('path' in one ? `${one.path}: ${one.code}` : one.code)) })
    words.add(told.map((one) => one.message).join('\n'))
  }
  for (const one of seen) deepEqual(one, seen[0])
  equal(words.size, locales.length, `the languages say the same: ${[...words].join(' | ')}`)
  return seen[0] ?? { status: 0, codes: [] }
}

const isPlain = (code: string, message: string) =>
  message.trim() !== '' && !message.includes(code) && !/[{}]|undefined|\[object/.test(message)

async function rowsOf({ world }: ServedDesk): Promise<Record<string, number>> {
  const counts = tables.map((table) => `(select count(*)::int from ${table}) as "${table}"`)
  const { rows } = await world.pool.query<Record<string, number>>(`select ${counts.join(', ')}`)
  return rows[0] ?? {}
}

async function filesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).length
}

export function fileNamed(name: string, content: string | Buffer): FormData {
  const form = new FormData()
  form.append('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name)
  return form
}
