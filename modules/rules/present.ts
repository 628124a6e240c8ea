import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { MessageValues } from '../../kernel/failure.ts'
import { interactionsOf } from '../inbox/index.ts'
import { iso, namesOf, wordsIn } from '../team/index.ts'
import type { ActionDone, DryRun, Hit, Rule, RuleVersions } from './api.ts'
import type { Action, DoneAction } from './done-action.ts'
import type { RunRow } from './dry-run-store.ts'
import type { HitRow } from './hit-store.ts'
import { hitCounts, type RuleRow, versionsOf } from './rule-store.ts'

type Words = ReturnType<typeof wordsIn>

export async function presentRules(db: DbOrTx, rows: RuleRow[]): Promise<z.input<typeof Rule>[]> {
  const [counts, names] = await Promise.all([
    hitCounts(
      db,
      rows.map((row) => row.id),
    ),
    namesOf(
      db,
      rows.flatMap((row) => row.changedBy ?? []),
    ),
  ])
  return rows.map((row) => {
    const count = counts.get(row.id)
    return {
      ...{ id: row.id, name: row.name, match: row.match, actions: row.actions, isOn: row.isOn, stops: row.stops },
      ...{ version: row.version, changedAt: iso(row.changedAt), changedBy: names.get(row.changedBy ?? '') ?? null },
      ...{ hits: count?.hits ?? 0, undone: count?.undone ?? 0, lastHitAt: count ? iso(count.lastHitAt) : null },
    }
  })
}

export async function presentVersions(db: DbOrTx, ruleId: string): Promise<z.input<typeof RuleVersions>> {
  const rows = await versionsOf(db, ruleId)
  const names = await namesOf(
    db,
    rows.flatMap((row) => row.by ?? []),
  )
  return {
    items: rows.map(({ version, name, match, actions, at, by }) => ({
      ...{ version, name, match, actions, at: iso(at), by: names.get(by ?? '') ?? null },
    })),
  }
}

type Live = {
  names: Map<string, string>
  acts: Map<string, { state: string; failure: { code: string; values?: MessageValues } | null }>
}

export async function presentHits(
  db: DbOrTx,
  brandId: string,
  rows: HitRow[],
  locale: string,
): Promise<z.input<typeof Hit>[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.interactionId)
  const [said, rules, names, acts] = await Promise.all([
    interactionsOf(db, { brandId, ids, limit: ids.length }),
    db
      .selectFrom('rule')
      .select(['id', 'name'])
      .where(
        'id',
        'in',
        rows.map((row) => row.ruleId),
      )
      .execute(),
    namesOf(
      db,
      rows.flatMap((row) => [...(row.undoneBy ? [row.undoneBy] : []), ...row.actions.flatMap(peopleOf)]),
    ),
    actsOf(db, rows),
  ])
  const words = wordsIn(locale)
  return rows.map((row) => {
    const heard = said.find((one) => one.id === row.interactionId)
    return {
      ...{ id: row.id, ruleId: row.ruleId, version: row.version, at: iso(row.at), conversationId: row.conversationId },
      ruleName: rules.find((one) => one.id === row.ruleId)?.name ?? '',
      ...{ interactionId: row.interactionId, author: heard?.author.name || heard?.author.handle || '' },
      ...{ text: heard?.text ?? '', places: heard && heard.text !== '' ? row.places : [] },
      actions: row.actions.map((one) => presentAction(one, { acts, names }, words)),
      undone: row.undoneAt ? { at: iso(row.undoneAt), by: names.get(row.undoneBy ?? '') ?? null } : null,
    }
  })
}

/** How the network answered what was asked of it. */
async function actsOf(db: DbOrTx, rows: HitRow[]): Promise<Live['acts']> {
  const ids = rows.flatMap((row) => row.actions.flatMap((one) => one.actId ?? []))
  if (ids.length === 0) return new Map()
  const acts = await db.selectFrom('interactionAct').select(['id', 'state', 'failure']).where('id', 'in', ids).execute()
  return new Map(acts.map((one) => [one.id, one]))
}

function presentAction(one: DoneAction, { acts, names }: Live, words: Words): z.input<typeof ActionDone> {
  const act = one.actId ? acts.get(one.actId) : undefined
  const kind = one.want.kind
  const done = words.say(`rules.did.${kind}`, { what: whatOf(one.want, names) })
  if (one.state === 'done' && act?.state === 'failed')
    return { kind, state: 'failed', text: because(words, done, act.failure) }
  if (one.state === 'open' || (one.state === 'done' && act?.state === 'waiting'))
    return { kind, state: 'waits', text: done }
  return { kind, state: one.state, text: one.said ? because(words, done, one.said) : done }
}

const peopleOf = ({ want }: DoneAction): string[] =>
  want.kind === 'assign' ? [want.userId] : want.kind === 'notify' ? want.userIds : []

const longestQuoted = 80

function whatOf(want: Action, names: Map<string, string>): string {
  if (want.kind === 'label') return want.labels.join(', ')
  if (want.kind === 'assign') return names.get(want.userId) ?? ''
  if (want.kind === 'notify') return want.userIds.flatMap((id) => names.get(id) ?? []).join(', ')
  return want.kind === 'reply' ? want.text.slice(0, longestQuoted) : ''
}

const because = (words: Words, done: string, said: { code: string; values?: MessageValues } | null): string =>
  said ? words.say('rules.did.because', { done, reason: words.say(said.code, said.values) }) : done

export const presentRun = (row: RunRow): z.input<typeof DryRun> => ({
  ...{ id: row.id, state: row.state, of: row.total, judged: row.judged, hit: row.hit },
  ...{ hitSamples: row.hitSamples, keptSamples: row.keptSamples, oldestAt: row.oldestAt ? iso(row.oldestAt) : null },
})
