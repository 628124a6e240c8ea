import { createHash } from 'node:crypto'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/lab.ts'
import type { LabTables } from '../../lab/tables.ts'
import type { Group, Rows } from './rows.ts'

export type Desk = { site: LabSite; tables: LabTables<Rows>; rows: LabTables<Rows>['rows'] }
export type Form = Record<string, string | undefined>
/** `takes` are the parameters the documentation names; any other is refused. */
export type Method = { takes: string[]; run: (desk: Desk, given: Form, uid: string) => unknown }

export class Refused extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}
export const bad = (what: string) => new Refused(100, `PARAM : ${what}`)
export const missing = (what: string) => new Refused(300, `NOT_FOUND : ${what}`)
export const denied = () => new Refused(10, 'PERMISSION_DENIED : User must grant an access to permission')

/** Errors come with 200 and are named in a header as well. */
export const refusal = ({ code, message }: { code: number; message: string }): LabAnswer => ({
  status: 200,
  headers: { 'invocation-error': String(code) },
  json: { error_code: code, error_msg: message, error_data: null },
})

export const md5 = (text: string) => createHash('md5').update(text).digest('hex')
export const nowOf = ({ site }: Pick<Desk, 'site'>) => site.clock.now().getTime()
export const fingerprint = (...parts: unknown[]) => md5(JSON.stringify(parts)).slice(0, 16)
export const formOf = ({ body }: LabRequest) => (typeof body === 'object' && body !== null ? body : {}) as Form

export const lengthOf = (text: string) => Buffer.byteLength(text, 'utf16le') / 2

/** The group behind this number, which the person must manage. */
export function managed({ rows }: Desk, uid: string, gid: string | undefined): Group {
  const group = rows.groups.get(gid ?? '')
  if (!group) throw missing(`group ${gid}`)
  if (!rows.users.get(uid)?.manages.includes(group.uid)) throw denied()
  return group
}

const firstPerson = 5000
export const personId = ({ site }: Desk, text: string) => String(firstPerson + (text.length % site.people.all.length))
export const personWith = ({ site }: Desk, uid: string) => site.people.all[Number(uid) - firstPerson]
export const personName = (desk: Desk, uid: string) => personWith(desk, uid)?.name ?? uid
export const idOfPerson = ({ site }: Desk, handle: string) =>
  String(firstPerson + site.people.all.findIndex((one) => one.handle === handle))
