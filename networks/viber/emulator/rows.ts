export type Account = {
  id: string
  kind: 'channel' | 'bot'
  name: string
  uri: string
  account: string
  token: string
  webhook: string
  /** Since when there is one. */
  since?: string
  locale?: string
  subscribers: number
  admins: { id: string; name: string; role: 'superadmin' | 'admin' }[]
}
export type Message = { token: string; of: string; to?: string; type: string; text: string; media?: string; at: number }
/** Somebody wrote to a bot. */
export type Heard = {
  token: string
  of: string
  person: string
  name: string
  text: string
  at: number
  picture?: boolean
}

export type Rows = { accounts: Account; messages: Message; heard: Heard; talks: { people: string[] } }
export const tableNames = ['accounts', 'messages', 'heard', 'talks'] as const satisfies (keyof Rows)[]
