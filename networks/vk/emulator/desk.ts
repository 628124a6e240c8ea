import { createHash } from 'node:crypto'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/lab.ts'
import type { LabTables } from '../../lab/tables.ts'
import type { Group, Rows, Token } from './rows.ts'

export type Desk = { site: LabSite; tables: LabTables<Rows>; rows: LabTables<Rows>['rows'] }
/** Who calls: a person, or a community by its own key. */
export type Caller = Token & { token: string }
export type Method = {
  by: ('user' | 'group')[]
  run: (desk: Desk, given: Given, caller: Caller) => unknown
}

export class Refused extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}
export const bad = (what: string) => new Refused(100, `One of the parameters specified was missing or invalid: ${what}`)
export const missing = () => new Refused(104, 'Not found')
export const denied = (why = '') => new Refused(15, `Access denied${why ? `: ${why}` : ''}`)

export const refusal = ({ code, message }: { code: number; message: string }): LabAnswer => ({
  status: 200,
  json: { error: { inner_type: 'base_error', error_code: code, error_msg: message } },
})

/** The parameters of a call, as a form holds them. */
export type Given = {
  text: (name: string) => string | undefined
  number: (name: string) => number | undefined
  flag: (name: string) => boolean
  list: (name: string) => string[]
}

export const givenIn = ({ body }: LabRequest): Given => givenOf(typeof body === 'object' && body !== null ? body : {})

export function givenOf(params: object): Given {
  const fields = params as Record<string, unknown>
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : undefined)
  return {
    text,
    number: (name) => (text(name) === undefined ? undefined : Number(text(name))),
    flag: (name) => text(name) === '1',
    list: (name) =>
      text(name)
        ?.split(',')
        .filter((one) => one !== '') ?? [],
  }
}

export const nowOf = ({ site }: Pick<Desk, 'site'>) => Math.floor(site.clock.now().getTime() / 1000)
export const fingerprint = (...parts: unknown[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
export const nameOf = (owner: number, id: number) => `${owner}_${id}`
/** UTF-16 units, counted by two bytes each. */
export const lengthOf = (text: string) => Buffer.byteLength(text, 'utf16le') / 2

export function groupNamed({ rows }: Desk, id: number | undefined): Group {
  const group = rows.groups.get(String(id))
  if (!group) throw new Refused(125, 'Invalid group id')
  return group
}

/** The community behind this number, which the caller must manage. */
export function managed(desk: Desk, caller: Caller, id: number | undefined): Group {
  const group = groupNamed(desk, id)
  const manages =
    caller.of === 'group' ? caller.id === group.id : desk.rows.users.get(String(caller.id))?.manages.includes(group.id)
  if (group.deactivated) throw denied(`group is ${group.deactivated === 'banned' ? 'blocked' : 'deleted'}`)
  if (!manages) throw denied()
  return group
}

export function needsScope(caller: Caller, scope: string): void {
  if (!caller.scopes.includes(scope))
    throw new Refused(15, `Access denied: no access to call this method. It needs the right ${scope}`)
}

const keptSeconds = 3600

/** The same key of the same caller gives the first answer for an hour. */
export function answeredBefore({ rows, site }: Desk, caller: Caller, key: string | undefined): number | undefined {
  const kept = key ? rows.kept.get(keptName(caller, key)) : undefined
  return kept && nowOf({ site }) - kept.at < keptSeconds ? kept.answer : undefined
}
export const keptName = (caller: Caller, key: string) => `${caller.of}${caller.id} ${key}`
