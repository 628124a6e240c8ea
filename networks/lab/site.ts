import { existsSync, writeFileSync } from 'node:fs'
import { copyFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { MovableClock } from '../../kernel/clock.ts'
import type { Company } from './company.ts'
import type { Deliveries } from './deliveries.ts'
import { type ExchangeRules, exchangeWith, type Mounted } from './exchange.ts'
import type { Journal } from './journal.ts'
import type { Ledger } from './ledger.ts'
import type { LabSite } from './network.ts'
import type { Cast } from './people.ts'
import { randomFrom } from './random.ts'
import { snapshotFile } from './snapshot.ts'
import type { Towns } from './town/living-town.ts'

/** What all emulators of a lab share. */
export type Shared = {
  origin: string
  clock: MovableClock
  seed: string
  people: Cast
  journal: Journal
  ledger: Ledger
  shelf: string
  enforceRates: boolean
  rules: ExchangeRules
  catchUp: Company['catchUp']
  deliveries: Deliveries
  towns: Towns | undefined
}

/** What one emulator is given. */
export function siteFor(mounted: Mounted, shared: Shared): LabSite {
  const { origin, clock, seed, people, journal, ledger, shelf, enforceRates, rules, catchUp, deliveries, towns } =
    shared
  const { id, router, upgrades } = mounted
  let past = journal.take(id)
  return {
    url: `${origin}/${id}`,
    origin,
    clock,
    people,
    ...(towns ? { town: towns.on(id) } : {}),
    strict: rules.strict,
    enforceRates,
    random: randomFrom(`${seed} ${id} ${past.length}`),
    on: (method, pattern, handler) => router.add({ method, pattern, described: true, handler }),
    page: (method, pattern, handler) => router.add({ method, pattern, described: false, handler }),
    upgrade: (path, accept) => void upgrades.set(path, accept),
    exchange: async (request) => {
      if (mounted.handle) await catchUp(id, mounted.handle)
      return exchangeWith(mounted, request, rules)
    },
    reaches: deliveries.reaches,
    deliver: (to, url) => deliveries.owe(id, to, url),
    knock: deliveries.knock,
    keep: <S, E>(state: S, apply: (state: S, event: E) => void) => {
      for (const { event, act, at } of past) {
        apply(state, event as E)
        if (act) ledger.record(id, new Date(at), act)
      }
      past = []
      return {
        state,
        commit: (event: E, act) => {
          const at = clock.now()
          journal.write({ network: id, at: at.toISOString(), event, act })
          apply(state, event)
          if (act) ledger.record(id, at, act)
        },
      }
    },
    snapshotPath: () => {
      const path = join(shelf, people.snapshot().fileName)
      if (!existsSync(path)) writeFileSync(path, snapshotFile())
      return path
    },
    keepFile: async (file, name) => {
      const path = join(shelf, `${id}-${name}`)
      await rename(file.path, path).catch(() => copyFile(file.path, path))
      return path
    },
  }
}
