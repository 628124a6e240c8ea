import { createHash } from 'node:crypto'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/lab.ts'
import type { LabTables } from '../../lab/tables.ts'
import type { Bot, Chat, Person, Rows } from './rows.ts'

export type Desk = { site: LabSite; tables: LabTables<Rows>; rows: LabTables<Rows>['rows'] }

export class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}
export const bad = (message: string) => new Refused(400, 'proto.payload', message)
export const missing = (message: string) => new Refused(404, 'not.found', message)
export const denied = (message: string) => new Refused(403, 'access.denied', message)

export const refusal = ({ status, code, message }: { status: number; code: string; message: string }): LabAnswer => ({
  status,
  json: { code, message },
})

export const nowOf = ({ site }: Pick<Desk, 'site'>) => site.clock.now().getTime()
export const fingerprint = (...parts: unknown[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
export const textIn = (query: LabRequest['query'], name: string) => {
  const value = query[name]
  return typeof value === 'string' ? value : undefined
}
export const numberIn = (query: LabRequest['query'], name: string) => {
  const value = textIn(query, name)
  return value === undefined ? undefined : Number(value)
}

export function botOf({ rows }: Desk, request: LabRequest): Bot {
  const token = request.headers.authorization ?? ''
  const bot = rows.bots.get(String(rows.tokens.get(token)?.bot))
  if (!bot) throw new Refused(401, 'verify.token', 'Invalid access_token')
  return bot
}

/** A chat this bot is in. */
export function chatNamed({ rows }: Desk, bot: Bot, id: number | string | undefined): Chat {
  const chat = rows.chats.get(String(id))
  if (chat?.bot !== bot.id) throw missing(`Chat ${id} not found`)
  return chat
}

const firstPerson = 20_000

export function personBy({ site }: Pick<Desk, 'site'>, index: number): Person {
  const person = site.people.all[index % site.people.all.length]
  const [first = 'Somebody', ...last] = person?.name.split(' ') ?? []
  const handle = person?.handle ?? `p${index}`
  return {
    id: firstPerson + (index % site.people.all.length),
    first,
    last: last.join(' '),
    username: handle,
    avatar: site.people.avatarUrl({ handle }),
  }
}

/** Whose number it is, where it is a person's. */
export const personNumbered = ({ site }: Pick<Desk, 'site'>, id: number) => site.people.all[id - firstPerson]

export const personOfId = (desk: Pick<Desk, 'site'>, id: number) => personBy(desk, id - firstPerson)

export const userShape = (desk: Desk, id: number) => {
  const bot = desk.rows.bots.get(String(id))
  const person = bot ? { first: bot.name, last: null, username: bot.username } : personOfId(desk, id)
  return {
    user_id: id,
    first_name: person.first,
    last_name: person.last || null,
    username: person.username,
    is_bot: bot !== undefined,
    last_activity_time: nowOf(desk),
  }
}
