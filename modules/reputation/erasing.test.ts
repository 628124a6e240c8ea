import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Interaction } from '../../networks/contract.ts'
import { type ServedDesk, serveDesk } from '../../server/http/testing.ts'
import { type DeskModule, loadModules } from '../../server/load-modules.ts'
import { givenAccount } from '../brand/testing-desk.ts'
import { keepHeard } from '../inbox/keep.ts'
import { erasePerson } from '../people/erase-person.ts'
import { sendAnswer } from '../publishing/index.ts'
import { raiseAlert } from '../support/index.ts'
import { type Caller, callerById, notify } from '../team/index.ts'

const name = 'Zyxmarker Quill'
const words = 'My vexilon lamp number seven arrived in three sad pieces'
const marker = 'zyxmarker|vexilon'
const theirs = { id: 'u-77', handle: '@zyxmarker_q', name }

suite('Who asks to be forgotten', () => {
  let desk: ServedDesk
  let modules: DeskModule[]
  let caller: Caller
  let brandId: string
  let accountId: string

  before(async () => {
    modules = await loadModules()
    desk = await serveDesk({ modules })
    const owner = await desk.owner()
    brandId = await desk.brand('North')
    accountId = await givenAccount(desk.world, brandId, { network: 'mastodon' })
    const known = await callerById(desk.world.db, owner.me.id)
    ok(known)
    caller = { ...known, via: 'session', sessionId: 'test' }
  })
  after(() => desk.close())

  const ask = async <T>(method: string, path: string, body?: unknown) => {
    const answer = await desk.ask<T>(method, `/api/brands/${brandId}${path}`, { as: await desk.owner(), body })
    ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const hear = async (what: Partial<Interaction> & { id: string }) => {
    const at = desk.world.clock.now()
    const whole: Interaction = {
      kind: 'comment',
      at,
      author: theirs,
      text: words,
      media: [],
      under: { id: 'post' },
      ...what,
    }
    await inTransaction(desk.world.db, (tx) => keepHeard(tx, [{ accountId, brandId, what: whole }], at))
    const row = await desk.world.db
      .selectFrom('interaction')
      .select(['id', 'conversationId', 'identityId'])
      .where('remoteId', '=', what.id)
      .executeTakeFirstOrThrow()
    return { ...row, conversationId: row.conversationId ?? '' }
  }
  /** Everything kept anywhere that matches, by its table. */
  const keptIn = async (pattern: string): Promise<Record<string, string[]>> => {
    const tables = await desk.world.pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    )
    const found: Record<string, string[]> = {}
    for (const { name } of tables.rows) {
      const { rows } = await desk.world.pool.query<{ row: string }>(
        `select t::text as row from ${name} t where t::text ~* $1`,
        [pattern],
      )
      if (rows.length > 0) found[name] = rows.map((one) => one.row)
    }
    return found
  }

  test('is found nowhere afterwards: not in what they said, nor in what others wrote of it in any room', async () => {
    const { db, clock } = desk.world
    const now = clock.now()
    const alone = await hear({ id: 'm1', kind: 'message', under: { id: 'chat-77' }, raw: { full: `${name} ${words}` } })
    const shared = await hear({ id: 'c1', url: 'https://m.example/@zyxmarker_q/1' })
    await hear({
      id: 'c2',
      kind: 'reply',
      replyTo: 'c1',
      text: 'Same here',
      author: { id: 'u-1', handle: '@bo', name: 'Bo' },
    })
    const quote = `As Zyxmarker wrote: "${words}".`
    await answersFor(alone, 'published', quote)
    await answersFor(shared, 'planned', quote)
    await hear({
      id: 'o1',
      kind: 'reply',
      replyTo: 'c1',
      own: true,
      text: quote,
      author: { id: 'us', handle: '@us', name: 'Us' },
    })
    for (const { conversationId } of [alone, shared]) {
      await ask('POST', `/conversations/${conversationId}/notes`, { text: quote, mentions: [] })
      const template = JSON.stringify({ id: 'thanks', values: [name, quote] })
      const draft = { userId: caller.userId, conversationId, text: quote, mediaIds: [], template, savedAt: now }
      await db.insertInto('replyDraft').values(draft).execute()
      await inTransaction(db, (tx) =>
        raiseAlert(desk.world, tx, { event: 'late', brandId, conversationId, origin: conversationId }),
      )
      await notify(db, {
        to: { userIds: [caller.userId] },
        brandId,
        kind: 'rules.hit',
        severity: 'info',
        key: 'rules.notice.hit',
        values: { rule: 'r', who: name, text: words },
        href: `/inbox/${brandId}/${conversationId}`,
        at: now,
      })
    }
    const mail = {
      recipient: caller.email,
      subject: name,
      bodyText: quote,
      bodyHtml: null,
      replyTo: null,
      sentAt: null,
    }
    await db
      .insertInto('mail')
      .values({ ...mail, id: 'to-go', queuedAt: now, lastError: null })
      .execute()
    const { id: expertId } = await ask<{ id: string }>('POST', '/experts', {
      name: 'Dr. Ilieva',
      email: 'i@lab.example',
      topics: [],
      language: 'en',
    })
    await ask('POST', `/conversations/${shared.conversationId}/forwards`, { expertId, question: quote })
    await ask('POST', `/interactions/${shared.id}/spam`, { isSpam: true })
    const run = {
      id: 'run',
      brandId,
      match: '{"all":true,"conditions":[]}',
      state: 'done' as const,
      most: 10,
      madeAt: now,
      madeBy: null,
    }
    await db
      .insertInto('dryRun')
      .values({ ...run, hitSamples: JSON.stringify([{ text: words }]), keptSamples: '[]' })
      .execute()
    const { personId } = await db
      .selectFrom('identity')
      .select('personId')
      .where('id', '=', alone.identityId ?? '')
      .executeTakeFirstOrThrow()
    await ask('POST', `/people/${personId}/notes`, { text: quote })
    await ask('PATCH', `/people/${personId}`, { name, tags: ['vexilon'] })
    const { id: caseId } = await ask<{ id: string }>('POST', '/cases', {
      ...{ title: `Zyxmarker is angry`, problem: quote, severity: 2, conversationIds: [shared.conversationId] },
    })
    const page = { tone: 'negative', url: 'https://m.example/@zyxmarker_q/1', quote: words, author: name }
    await ask('POST', `/cases/${caseId}/pages`, page)
    await ask('POST', `/cases/${caseId}/pages`, { ...page, url: 'https://forum.example/5', quote, author: 'A forum' })
    await ask('POST', `/cases/${caseId}/experts`, { expertId, question: quote })
    await ask('POST', `/advocate-invitations`, { personId, note: quote, dueOn: null })
    await desk.ask('POST', '/api/inbox/views', {
      as: await desk.owner(),
      body: { name: 'Hers', shared: false, filter: { q: 'zyxmarker quill' } },
    })

    const planted = Object.keys(await keptIn(marker)).sort()
    deepEqual(planted, plantedIn)
    const before = await ledger()
    await erasePerson(desk.world, caller, { brandId, personId })
    await everybodyHears()
    deepEqual(await keptIn(marker), {})
    deepEqual(await ledger(), before)
    const states = await db.selectFrom('publication').select('state').orderBy('state').execute()
    deepEqual(
      states.map((one) => one.state),
      ['cancelled', 'published'],
    )
    const { text } = await db.selectFrom('conversationNote').select('text').executeTakeFirstOrThrow()
    equal(text, 'As … wrote: "…".')
  })

  const plantedIn = [
    ...[
      'act',
      'advocate_invitation',
      'advocate_line',
      'alert',
      'case_expert',
      'case_line',
      'case_page',
      'conversation',
    ],
    ...['conversation_note', 'dry_run', 'forward', 'identity', 'inbox_view', 'interaction', 'mail', 'notice', 'person'],
    ...['person_note', 'publication', 'publication_line', 'reply', 'reply_draft', 'reputation_case', 'spam_feature'],
    'spam_lesson',
  ]

  async function answersFor(to: { id: string; conversationId: string }, state: 'planned' | 'published', text: string) {
    const { db, clock } = desk.world
    const at = clock.now()
    const heard = await db.selectFrom('interaction').selectAll().where('id', '=', to.id).executeTakeFirstOrThrow()
    const { remoteId, kind, author } = heard
    const what = { id: remoteId, kind, at, author, text: heard.text, media: [], raw: { full: heard.text } }
    const by = { name: caller.name, userId: caller.userId }
    const href = `/inbox/${brandId}/${to.conversationId}`
    const answer = { to: what, href, way: 'public' as const, text, mediaIds: [] }
    const publicationId = await inTransaction(db, (tx) =>
      sendAnswer(tx, { brandId, accountId, by, at, dueAt: at, answer }),
    )
    await db
      .insertInto('reply')
      .values({
        ...{
          id: `reply to ${to.id}`,
          brandId,
          conversationId: to.conversationId,
          interactionId: to.id,
          way: 'public',
          text,
        },
        ...{
          mediaIds: [],
          template: null,
          state: state === 'planned' ? 'going' : 'sent',
          publicationId,
          by: caller.userId,
        },
        ...{
          approvedBy: null,
          sentBack: null,
          automated: false,
          ruleId: null,
          rule: null,
          key: null,
          despite: [],
          madeAt: at,
        },
      })
      .execute()
    if (state === 'planned') return
    const content = JSON.stringify({ parts: [{ text, media: [] }], options: {} })
    const done = JSON.stringify({ post: { ref: { id: 'remote-1' } } })
    const written = { state, publishedAt: at, wakeAt: null, work: null, content, done }
    await db.updateTable('publication').set(written).where('id', '=', publicationId).execute()
    const line = {
      id: `attempt ${publicationId}`,
      publicationId,
      at,
      kind: 'attempt' as const,
      outcome: 'failed' as const,
    }
    const told = {
      message: JSON.stringify({ code: 'publishing.end.rejected' }),
      evidence: JSON.stringify({ body: words }),
    }
    await db
      .insertInto('publicationLine')
      .values({ ...line, ...told, key: 'k-1' })
      .execute()
  }

  /** What proves that an answer was given, once, and when. */
  async function ledger() {
    const { rows } = await desk.world.pool.query(`
      select p.id, p.published_at, p.done, p.answer #>> '{to,id}' as "to", p.answer #>> '{to,author,id}' as author,
             (select json_agg(json_build_array(l.id, l.at, l.kind, l.outcome, l.key) order by l.n) from publication_line l
               where l.publication_id = p.id and l.kind <> 'person') as lines
        from publication p order by p.id`)
    return rows
  }

  async function everybodyHears(): Promise<void> {
    const events = await desk.world.db.selectFrom('event').selectAll().where('type', '=', 'person.erased').execute()
    equal(events.length, 1)
    for (const event of events)
      for (const { types, handle } of modules.flatMap((one) => one.listeners ?? []))
        if (types.includes('person.erased')) await handle(desk.world, { ...event, cursor: '' })
  }
})
