import type { z } from 'zod'
import type { Match } from './api.ts'
import type { Place } from './facts.ts'
import { type Test, testOf } from './meets.ts'
import type { Met, Reading } from './reading.ts'

export type Judgeable = { id: string; isOn: boolean; stops: boolean; match: z.output<typeof Match> }
export type Ready<R extends Judgeable> = { rule: R; tests: Test[] }

/** `places`: where in the text it was found, in order and without overlaps. */
type Judged<R extends Judgeable> = { rule: R; places: Place[] }

/** In the order in which they are judged; those that are off or ask for nothing are left out. */
export function readyRules<R extends Judgeable>(rules: R[]): Ready<R>[] {
  return rules
    .filter((rule) => rule.isOn && rule.match.conditions.length > 0)
    .map((rule) => ({ rule, tests: rule.match.conditions.map(testOf) }))
}

/** Every rule that hits, up to the first that stops. Pure: the same for the same facts. */
export function judge<R extends Judgeable>(rules: Ready<R>[], reading: Reading): Judged<R>[] {
  const hits: Judged<R>[] = []
  for (const { rule, tests } of rules) {
    const met = rule.match.all ? meetsAll(tests, reading) : meetsAny(tests, reading)
    if (!met) continue
    hits.push({ rule, places: merged(met) })
    if (rule.stops) break
  }
  return hits
}

function meetsAll(tests: Test[], reading: Reading): Met {
  const places: Place[] = []
  for (const test of tests) {
    const met = test(reading)
    if (!met) return false
    places.push(...met)
  }
  return places
}

/** All that meet are asked, so that every find is shown. */
function meetsAny(tests: Test[], reading: Reading): Met {
  const met = tests.map((test) => test(reading)).filter((one) => one !== false)
  return met.length > 0 && met.flat()
}

function merged(places: Place[]): Place[] {
  const whole: Place[] = []
  for (const place of places.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1)
    if (last && place.from <= last.to) last.to = Math.max(last.to, place.to)
    else whole.push({ ...place })
  }
  return whole
}
