import type { JsonObject } from '../../../kernel/json.ts'
import type { LedgerAct } from '../../lab/ledger.ts'
import type { LabSite } from '../../lab/network.ts'
import type { Access } from './access.ts'
import { XrpcNo } from './answers.ts'
import type { Crowd } from './crowd.ts'
import type { Account, Event, Held, State } from './state.ts'

export type Told = {
  did: string
  collection: string
  rkey: string
  cid: string
  value: JsonObject
  operation: 'create' | 'update'
}

/** What every part of the emulator stands on. */
export type Ground = {
  site: LabSite
  state: State
  commit: (event: Event, act?: LedgerAct) => void
  access: Access
  crowd: Crowd
  spend: (did: string, points: number) => Record<string, string>
  /** Tells those who listen to the stream. */
  told: (what: Told) => void
  didOf: (handleOrDid: string) => string | undefined
  accountBy: (handleOrDid: string) => Account
  /** A record of an account or of a person of the lab. */
  recordAt: (uri: string) => Held | undefined
}

export const noSuchAccount = (name: string): XrpcNo => new XrpcNo(400, 'InvalidRequest', `Could not find repo: ${name}`)
