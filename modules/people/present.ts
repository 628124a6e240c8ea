import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Words } from '../../kernel/i18n.ts'
import { iso } from '../team/index.ts'
import type { Identity, Likeness, PersonBrief, Reason, Warmth } from './api.ts'
import { agoIn, spanIn } from './spans.ts'
import { type IdentityRow, identitiesOf, type PersonRow } from './store.ts'
import { type Window, warmthOf } from './temperature.ts'

export type Brief = z.input<typeof PersonBrief>
export type Now = { windows: Window[]; now: Date }

const shownOfMany = 6

export async function presentBriefs(db: DbOrTx, rows: PersonRow[], at: Now): Promise<Brief[]> {
  const identities = await identitiesOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => presentBrief(row, identities.get(row.id) ?? [], at))
}

export function presentBrief(row: PersonRow, identities: IdentityRow[], { windows, now }: Now): Brief {
  const followers = identities.flatMap((one) => one.followers ?? [])
  return {
    ...{ id: row.id, name: nameOf(row, identities), tags: row.tags, language: row.language },
    avatarUrl: identities.find((one) => one.avatarUrl)?.avatarUrl ?? null,
    identities: identities
      .slice(0, shownOfMany)
      .map(({ network, handle, url, bot }) => ({ network, handle, url: pageAddress(url), bot })),
    followers: followers.length > 0 ? Math.max(...followers) : null,
    temperature: warmthOf(row, windows, now).temperature,
    ...{ firstAt: iso(row.firstAt), lastAt: iso(row.lastAt) },
  }
}

/** As the desk calls them, else as they called themselves last. */
export const nameOf = (row: Pick<PersonRow, 'name'>, identities: IdentityRow[]): string =>
  row.name || identities.find((one) => one.name)?.name || identities.find((one) => one.handle)?.handle || ''

export const presentIdentity = (row: IdentityRow): z.input<typeof Identity> => ({
  ...{ id: row.id, network: row.network, server: row.server, handle: row.handle, name: row.name },
  ...{ avatarUrl: row.avatarUrl, url: pageAddress(row.url), followers: row.followers, bot: row.bot },
  ...{ firstAt: iso(row.firstAt), lastAt: iso(row.lastAt), subscribedAt: iso(row.subscribedAt) },
})

/** A link is followed only to a page. */
const pageAddress = (url: string | null) => (url && /^https?:\/\//i.test(url) ? url : null)

export function presentWarmth(row: PersonRow, { windows, now }: Now, words: Words): z.input<typeof Warmth> {
  const { temperature, window, warmUntil, coldFrom } = warmthOf(row, windows, now)
  const spans = {
    ago: agoIn(words.locale, row.lastAt, now),
    warm: spanIn(words.locale, window.warmSeconds),
    cooling: spanIn(words.locale, window.coolingSeconds),
  }
  const why = words.say(`people.warmth.${temperature}`, spans)
  const by =
    window.topic === '' ? words.say('people.warmth.usual') : words.say('people.warmth.topic', { topic: window.topic })
  return {
    temperature,
    reason: `${why} ${by}`,
    topic: window.topic,
    warmUntil: iso(warmUntil),
    coldFrom: iso(coldFrom),
  }
}

export const presentReasons = (reasons: z.output<typeof Likeness>[], words: Words): z.input<typeof Reason>[] =>
  reasons.map((one) => ({ ...one, text: words.say(`people.likeness.${one.kind}`, { value: one.value }) }))
