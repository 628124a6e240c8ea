import { sql } from 'kysely'
import type { z } from 'zod'
import { notFound } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import { conversationFacts } from '../inbox/index.ts'
import { type ForwardFacts, forwardFacts } from '../support/index.ts'
import { type Caller, iso, mayIn, namesOf, wordsIn } from '../team/index.ts'
import type { Case, CaseBrief, CasesAnswer, CasesOfConversation, CasesQuery, Change } from './api.ts'
import { type CaseCounted, cameBackIn, casesOf, casesWith, type Gathered, gatheredIn } from './case-store.ts'
import { changesOf } from './changes-in.ts'
import { nameOf } from './name-of.ts'
import { sayLine } from './say-line.ts'
import { standingPerson } from './standing-person.ts'
import type { OfCase } from './write-case.ts'

type Names = Map<string, string>
const named = (names: Names) => (id: string) => ({ id, name: names.get(id) ?? '' })

const briefOf = (row: CaseCounted, names: Names, now: Date): z.input<typeof CaseBrief> => ({
  ...{ id: row.id, title: row.title, severity: row.severity, status: row.status },
  owner: row.ownerId ? named(names)(row.ownerId) : null,
  ...{ deadline: iso(row.deadline), madeAt: row.madeAt.toISOString(), changedAt: row.changedAt.toISOString() },
  isLate: row.deadline !== null && row.closedAt === null && row.deadline < now,
  ...{ conversations: row.conversations, pages: row.pages, negative: row.negative },
})

export async function presentCases(
  world: World,
  brandId: string,
  { status }: z.output<typeof CasesQuery>,
): Promise<z.input<typeof CasesAnswer>> {
  const rows = await casesOf(world.db, { brandId, status })
  const names = await namesOf(
    world.db,
    rows.flatMap((row) => row.ownerId ?? []),
  )
  return { items: rows.map((row) => briefOf(row, names, world.clock.now())) }
}

/** Where a conversation may be added: the cases under way, and any it is in already. */
export async function presentCasesOf(
  world: World,
  caller: Caller,
  { brandId, conversationId }: { brandId: string; conversationId: string },
): Promise<z.input<typeof CasesOfConversation>> {
  const [conversation] = await conversationFacts(world.db, [conversationId])
  if (conversation?.brandId !== brandId) throw notFound('reputation.gone')
  const there = await casesWith(world.db, conversationId)
  const { items } = await presentCases(world, brandId, { status: 'all' })
  const isOffered = (one: z.input<typeof CaseBrief>) => there.has(one.id) || !['solved', 'lost'].includes(one.status)
  return {
    items: items.filter(isOffered).map((one) => ({ ...one, isIn: there.has(one.id) })),
    may: { gather: mayIn(caller, brandId, 'author'), make: mayIn(caller, brandId, 'editor') },
  }
}

export async function presentCase(
  world: World,
  caller: Caller,
  { brandId, caseId }: OfCase,
  locale: string,
): Promise<z.input<typeof Case>> {
  const [row] = await casesOf(world.db, { brandId, caseId })
  if (!row) throw notFound('reputation.noCase')
  const parts = await partsOf(world, caseId)
  const owners = parts.lines.flatMap((line) => changesOf(line.payload)).filter(isOwner)
  const people = [row.madeBy, row.ownerId, ...Object.values(parts).flat().flatMap(whoIn), ...owners.flatMap(bothIn)]
  const names = await namesOf(world.db, [...new Set(people.filter((id) => id !== null))])
  const who = named(names)
  const forwards = await forwardFacts(
    world.db,
    parts.experts.flatMap((one) => one.forwardId ?? []),
  )
  const words = wordsIn(locale)
  return {
    ...briefOf(row, names, world.clock.now()),
    ...{ problem: row.problem, outcome: row.outcome, madeBy: who(row.madeBy), closedAt: iso(row.closedAt) },
    gathered: parts.gathered.map(gatheredAnswer),
    captured: parts.pages.map(({ caseId: _, brandId: __, ...page }) => ({
      ...page,
      ...{ seenAt: page.seenAt.toISOString(), addedAt: page.addedAt.toISOString(), addedBy: who(page.addedBy) },
    })),
    statements: parts.statements.map(({ caseId: _, brandId: __, ...one }) => ({
      ...{ ...one, by: who(one.by), at: one.at.toISOString() },
      ...{ approvedBy: one.approvedBy ? who(one.approvedBy) : null, approvedAt: iso(one.approvedAt) },
    })),
    placements: parts.placements.map(({ caseId: _, brandId: __, ...one }) => ({
      ...{ ...one, by: who(one.by), at: one.at.toISOString() },
    })),
    experts: parts.experts.map(({ caseId: _, brandId: __, forwardId, ...one }) => ({
      ...{ ...one, askedBy: who(one.askedBy), askedAt: one.askedAt.toISOString(), answeredAt: iso(one.answeredAt) },
      forward: forwardAnswer(forwards.find((found) => found.id === forwardId)),
    })),
    wonBack: wonBackAnswer(parts, who, words.say('reputation.cameBack')),
    log: parts.lines.map(({ id, at, by, kind, payload }) => ({
      ...{ id, at: at.toISOString(), by: by ? who(by) : null },
      text: sayLine(words, 'line', { kind, payload }),
      changes: changesOf(payload).map((one) => (isOwner(one) ? namedOwner(one, names) : one)),
    })),
    may: {
      gather: mayIn(caller, brandId, 'author'),
      ...{ change: mayIn(caller, brandId, 'editor'), approve: mayIn(caller, brandId, 'manager') },
    },
  }
}

type Told = z.output<typeof Change>
const isOwner = ({ field }: Told) => field === 'ownerId'
const bothIn = ({ from, to }: Told) => [from, to].map((id) => (typeof id === 'string' ? id : null))
const namedOwner = ({ field, from, to }: Told, names: Names): Told => {
  const name = (id: Told['to']) => (id === null ? null : (names.get(String(id)) ?? ''))
  return { field, from: name(from), to: name(to) }
}

const forwardAnswer = (found: ForwardFacts | undefined): z.input<typeof Case>['experts'][number]['forward'] =>
  found ? { id: found.id, state: found.state, openedAt: iso(found.openedAt) } : null

async function partsOf({ db }: World, caseId: string) {
  const [gathered, pages, statements, placements, experts, marked, back, lines] = await Promise.all([
    gatheredIn(db, caseId),
    db.selectFrom('casePage').selectAll().where('caseId', '=', caseId).orderBy('addedAt', 'desc').execute(),
    db.selectFrom('caseStatement').selectAll().where('caseId', '=', caseId).orderBy('version', 'desc').execute(),
    db.selectFrom('casePlacement').selectAll().where('caseId', '=', caseId).orderBy('at', 'desc').execute(),
    db.selectFrom('caseExpert').selectAll().where('caseId', '=', caseId).orderBy('askedAt', 'desc').execute(),
    db
      .selectFrom('caseWonBack')
      .innerJoin('person', (join) => join.on('person.id', '=', standingPerson(sql.ref('caseWonBack.personId'))))
      .select(['person.id as personId', 'caseWonBack.reason', 'caseWonBack.by', 'caseWonBack.at'])
      .select(nameOf('person').as('name'))
      .where('caseId', '=', caseId)
      .orderBy('at', 'desc')
      .execute(),
    cameBackIn(db, caseId),
    db.selectFrom('caseLine').selectAll().where('caseId', '=', caseId).orderBy('at').orderBy('n').limit(2000).execute(),
  ])
  return { gathered, pages, statements, placements, experts, marked, back, lines }
}
type Parts = Awaited<ReturnType<typeof partsOf>>

/** Everybody of the brand who is named in a part. */
const whoIn = (part: object): string[] =>
  ['by', 'addedBy', 'approvedBy', 'askedBy'].flatMap((key) => {
    const value: unknown = Reflect.get(part, key)
    return typeof value === 'string' ? [value] : []
  })

const gatheredAnswer = ({ lastAt, author, ...one }: Gathered): z.input<typeof Case>['gathered'][number] => ({
  ...{ ...one, lastAt: lastAt.toISOString() },
  author: author && { ...author, avatarUrl: author.avatarUrl ?? null, url: author.url ?? null },
})

function wonBackAnswer({ marked, back }: Parts, who: (id: string) => { id: string; name: string }, seen: string) {
  const byHand = new Map(marked.toReversed().map((one) => [one.personId, one]))
  return [
    ...marked
      .filter((one) => byHand.get(one.personId) === one)
      .map(({ personId, name, reason, by, at }) => ({
        ...{ personId, name, reason, how: 'marked' as const, conversationId: null, by: who(by), at: at.toISOString() },
      })),
    ...back
      .filter((one) => !byHand.has(one.personId))
      .map(({ personId, name, conversationId, at }) => ({
        ...{ personId, name, reason: seen, how: 'seen' as const, conversationId, by: null, at: at.toISOString() },
      })),
  ]
}
