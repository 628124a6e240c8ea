import type { LedgerAct } from '../../lab/ledger.ts'
import type { LabSite } from '../../lab/network.ts'
import type { Access } from './access.ts'
import { XrpcNo } from './answers.ts'
import type { Crowd } from './crowd.ts'
import type { Told } from './jetstream-forms.ts'
import type { Account, Event, Held, State } from './state.ts'
import type { Talk } from './talk.ts'
import type { Strangers } from './town.ts'

/** What every part of the emulator stands on. */
export type Ground = {
  site: LabSite
  state: State
  commit: (event: Event, act?: LedgerAct) => void
  access: Access
  crowd: Crowd
  spend: (did: string, points: number) => Record<string, string>
  /** What people say of their own accord, by uri: it stands while the lab runs. */
  talk: Talk
  /** What strangers say, where the lab has a town. */
  strangers: Strangers | undefined
  /** Tells those who listen to the stream. */
  told: (what: Told) => void
  didOf: (handleOrDid: string) => string | undefined
  accountBy: (handleOrDid: string) => Account
  /** A record of an account or of a person of the lab. */
  recordAt: (uri: string) => Held | undefined
}

export const noSuchAccount = (name: string): XrpcNo => new XrpcNo(400, 'InvalidRequest', `Could not find repo: ${name}`)
