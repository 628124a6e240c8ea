import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiFailure } from '../../../api/failure.ts'
import { type Draft, draftOf, emptyDraft, type Post } from '../draft/draft.ts'
import { Autosave } from './autosave.ts'
import { type Entry, openJournal, type Store } from './journal.ts'
import type { Saving, Server } from './saving.ts'

const saying = (text: string, more: Partial<Draft> = {}): Draft => ({
  ...emptyDraft(),
  body: { parts: [{ text, media: [] }] },
  ...more,
})
const textOf = (draft: Draft) => draft.body.parts[0]?.text

/** A server that keeps one post, answers a key once, and can lose its answers or be away. */
function smallServer(first: Draft | null, publications: Post['publications'] = []) {
  let post: Post | null = first ? { ...asPost(first, 1), publications } : null
  const answers = new Map<string, Post>()
  const calls: string[] = []
  let away: 'no' | 'before' | 'after' = 'no'
  const once = (key: string, act: () => Post): Promise<Post> => {
    calls.push(key)
    if (away === 'before') return Promise.reject(new ApiFailure(0, 'web.unreachable', ''))
    const answer = answers.get(key) ?? act()
    answers.set(key, answer)
    if (away === 'after') return Promise.reject(new ApiFailure(0, 'web.unreachable', ''))
    return Promise.resolve(answer)
  }
  const save = (draft: Draft): Post => {
    post = { ...asPost(draft, (post?.version ?? 0) + 1), publications }
    return post
  }
  const server: Server = {
    make: (draft, key) => once(key, () => save(draft)),
    change: (_, { version, changes }, key) =>
      once(key, () => {
        if (!post || version !== post.version) throw new ApiFailure(409, 'post.collided', 'Somebody changed it too.')
        return save({ ...draftOf(post), ...changes })
      }),
    read: () => (post ? Promise.resolve(post) : Promise.reject(new ApiFailure(404, 'post.unknown', ''))),
  }
  return {
    server,
    calls,
    be: (state: typeof away) => {
      away = state
    },
    now: () => post,
    others: (change: (draft: Draft) => Draft) => post && save(change(draftOf(post))),
  }
}

const asPost = (draft: Draft, version: number): Post => ({
  ...draft,
  id: 'post',
  brandId: 'brand',
  recurringId: null,
  plan: draft.plan && { ...draft.plan, at: '', resolved: 'exact' },
  stage: 'draft',
  version,
  createdBy: '',
  createdAt: '',
  changedBy: '',
  changedAt: '',
  media: [],
  publications: [],
  findings: [],
})

function memory(room = Number.POSITIVE_INFINITY): Store {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => kept.delete(key),
    setItem: (key, value) => {
      if (value.length > room) throw new DOMException('no room', 'QuotaExceededError')
      kept.set(key, value)
    },
  }
}

function writer(small: ReturnType<typeof smallServer>, store: Store = memory(), tab = 'tab-1') {
  const clock = { now: 0, waiting: [] as { at: number; act: () => void }[] }
  const seen = {
    draft: emptyDraft(),
    saving: { state: 'saved', at: null, kept: true, held: null } as Saving,
    replanned: 0,
  }
  let keys = 0
  const autosave = new Autosave({
    brandId: 'brand',
    draftKey: 'draft',
    tab,
    post: small.now(),
    server: small.server,
    journal: openJournal(store),
    timers: {
      now: () => clock.now,
      key: () => `${tab}-${++keys}`,
      after: (ms, act) => {
        const one = { at: clock.now + ms, act }
        clock.waiting.push(one)
        return () => {
          clock.waiting = clock.waiting.filter((other) => other !== one)
        }
      },
    },
    onDraft: (draft) => {
      seen.draft = draft
    },
    onSaving: (saving) => {
      seen.saving = saving
    },
    onPost: () => {},
    onReplanned: () => {
      seen.replanned += 1
    },
  })
  const pass = async (ms: number) => {
    clock.now += ms
    for (const one of clock.waiting.filter((other) => other.at <= clock.now)) {
      clock.waiting = clock.waiting.filter((other) => other !== one)
      one.act()
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { autosave, pass, seen, journal: openJournal(store), entries: (): Entry[] => openJournal(store).all() }
}

test('each keystroke is on this device at once and one calm moment later on the server', async () => {
  const small = smallServer(saying('Co'))
  const { autosave, pass, seen, entries } = writer(small)
  autosave.write(saying('Cof'))
  autosave.write(saying('Coffee'))
  assert.equal(entries()[0] && textOf(entries()[0]?.mine ?? emptyDraft()), 'Coffee')
  await pass(700)
  assert.equal(small.calls.length, 1)
  assert.equal(textOf(draftOf(small.now() as Post)), 'Coffee')
  assert.equal(seen.saving.state, 'saved')
  assert.deepEqual(entries(), [])
})

test('who types without a pause is saved every few seconds all the same', async () => {
  const small = smallServer(saying(''))
  const { autosave, pass } = writer(small)
  for (let at = 0; at < 20; at++) {
    autosave.write(saying('x'.repeat(at + 1)))
    await pass(300)
  }
  assert.ok(small.calls.length >= 1)
})

test('a connection lost before the server heard loses no words', async () => {
  const small = smallServer(saying('One'))
  const { autosave, pass, seen, entries } = writer(small)
  small.be('before')
  autosave.write(saying('One two'))
  await pass(700)
  assert.equal(seen.saving.state, 'offline')
  autosave.write(saying('One two three'))
  assert.equal(textOf(entries()[0]?.mine ?? emptyDraft()), 'One two three')
  small.be('no')
  await pass(1000)
  await pass(0)
  assert.equal(textOf(draftOf(small.now() as Post)), 'One two three')
  assert.equal(seen.saving.state, 'saved')
})

test('an answer lost after the server saved is asked for again under the same key, then the newer words follow', async () => {
  const small = smallServer(saying('One'))
  const { autosave, pass } = writer(small)
  small.be('after')
  autosave.write(saying('One two'))
  await pass(700)
  autosave.write(saying('One two three'))
  small.be('no')
  await pass(1000)
  await pass(0)
  assert.deepEqual(small.calls, ['tab-1-1', 'tab-1-1', 'tab-1-2'])
  assert.equal(textOf(draftOf(small.now() as Post)), 'One two three')
  assert.equal(small.now()?.version, 3)
})

test('a new post whose first answer is lost is made once', async () => {
  const small = smallServer(null)
  const { autosave, pass } = writer(small)
  small.be('after')
  autosave.write(saying('Hello'))
  await pass(700)
  small.be('no')
  await pass(1000)
  assert.equal(small.now()?.version, 1)
  assert.equal(autosave.post()?.id, 'post')
})

test('two people writing different words of one post both keep theirs', async () => {
  const small = smallServer(saying('Fresh coffee every morning'))
  const { autosave, pass, seen } = writer(small)
  small.others(() => saying('Fresh coffee every evening'))
  autosave.write(saying('Fresh hot coffee every morning'))
  await pass(700)
  await pass(700)
  assert.equal(textOf(draftOf(small.now() as Post)), 'Fresh hot coffee every evening')
  assert.equal(textOf(seen.draft), 'Fresh hot coffee every evening')
  assert.equal(seen.saving.state, 'saved')
})

test('two people changing the same words are asked, and nothing is sent until they decide', async () => {
  const small = smallServer(saying('Open at nine'))
  const { autosave, pass, seen } = writer(small)
  small.others(() => saying('Open at ten'))
  autosave.write(saying('Open at eight'))
  await pass(700)
  assert.equal(seen.saving.state, 'collided')
  assert.equal(textOf(draftOf(small.now() as Post)), 'Open at ten')
  autosave.settle(saying('Open at eight or ten'))
  await pass(700)
  assert.equal(textOf(draftOf(small.now() as Post)), 'Open at eight or ten')
})

test('words left by a closed tab are found again and merged with what was saved since', async () => {
  const small = smallServer(saying('Fresh coffee'))
  const store = memory()
  const first = writer(small, store, 'closed')
  small.be('before')
  first.autosave.write(saying('Fresh hot coffee'))
  await first.pass(700)
  first.autosave.stop()
  small.be('no')
  small.others((draft) => ({ ...draft, title: 'Morning' }))
  const second = writer(small, store, 'new')
  const [orphan] = second.journal.orphans('post', new Set(['new']))
  assert.ok(orphan)
  second.autosave.resume(orphan)
  await second.pass(700)
  const saved = draftOf(small.now() as Post)
  assert.deepEqual([textOf(saved), saved.title], ['Fresh hot coffee', 'Morning'])
})

test('a tab still open keeps its own writing to itself', () => {
  const store = memory()
  const { autosave, journal } = writer(smallServer(saying('One')), store, 'open')
  autosave.write(saying('Two'))
  assert.deepEqual(journal.orphans('post', new Set(['open', 'new'])), [])
})

test('a device without room says so instead of pretending', () => {
  const { autosave, seen } = writer(smallServer(saying('')), memory(100))
  autosave.write(saying('x'.repeat(500)))
  assert.equal(seen.saving.kept, false)
})

test('what the server refuses stays written here and is tried again with the next change', async () => {
  const small = smallServer(saying('One'))
  const { autosave, pass, seen, entries } = writer(small)
  const change = small.server.change
  small.server.change = () => Promise.reject(new ApiFailure(422, 'post.too-long', 'Too long.'))
  autosave.write(saying('Two'))
  await pass(700)
  assert.equal(seen.saving.state, 'refused')
  assert.equal(entries().length, 1)
  small.server.change = change
  autosave.write(saying('Three'))
  await pass(700)
  assert.equal(textOf(draftOf(small.now() as Post)), 'Three')
})

const at = (wall: string) => ({ wall, zone: 'Europe/Sofia' })
const planned = { id: 'out', accountId: 'a', network: 'n', state: 'planned', dueAt: '', url: null }

/** The desk as it is towards a plan it does not take: words pass, plans do not. */
function refusingPlans(small: ReturnType<typeof smallServer>, code = 'publishing.past') {
  const { change } = small.server
  const asked: string[][] = []
  const state = { refuses: true }
  small.server.change = (postId, body, key) => {
    asked.push(Object.keys(body.changes))
    if (state.refuses && body.changes.plan) return Promise.reject(new ApiFailure(422, code, 'Not then.'))
    return change(postId, body, key)
  }
  return { asked, state }
}

test('a refused time holds back no words', async () => {
  const small = smallServer(saying('One', { plan: at('2026-12-01T10:00') }))
  const { asked } = refusingPlans(small)
  const { autosave, pass, seen } = writer(small)
  autosave.write(saying('One two', { plan: at('2020-01-01T10:00') }))
  await pass(700)
  await pass(0)
  assert.deepEqual(asked, [['body'], ['plan']])
  assert.equal(textOf(draftOf(small.now() as Post)), 'One two')
  assert.equal(seen.saving.state, 'saved')
  assert.equal(seen.saving.held?.failure.code, 'publishing.past')
  autosave.write(saying('One two three', { plan: at('2020-01-01T10:00') }))
  await pass(700)
  await pass(0)
  assert.deepEqual(asked, [['body'], ['plan'], ['body']])
})

test('another time is asked for after a refused one, and nothing is held any more', async () => {
  const small = smallServer(saying('One', { plan: at('2026-12-01T10:00') }))
  const { state } = refusingPlans(small)
  const { autosave, pass, seen } = writer(small)
  autosave.write(saying('One', { plan: at('2020-01-01T10:00') }))
  await pass(700)
  state.refuses = false
  autosave.write(saying('One', { plan: at('2026-12-02T10:00') }))
  await pass(700)
  assert.equal(seen.saving.held, null)
  assert.equal(small.now()?.plan?.wall, '2026-12-02T10:00')
})

test('a time refused because of the words is asked for again when the words are others', async () => {
  const small = smallServer(saying('Too long', { plan: at('2026-12-01T10:00') }))
  const { state } = refusingPlans(small, 'publishing.unpublishable')
  const { autosave, pass } = writer(small)
  autosave.write(saying('Too long', { plan: at('2026-12-02T10:00') }))
  await pass(700)
  state.refuses = false
  autosave.write(saying('Short', { plan: at('2026-12-02T10:00') }))
  await pass(700)
  await pass(0)
  assert.equal(small.now()?.plan?.wall, '2026-12-02T10:00')
})

test('a planned post moves once its new time stands still, and the writer is told', async () => {
  const small = smallServer(saying('One', { plan: at('2026-12-01T10:00') }), [planned])
  const { autosave, pass, seen } = writer(small)
  autosave.write(saying('One', { plan: at('2026-12-02T10:00') }))
  await pass(700)
  autosave.write(saying('One', { plan: at('2026-12-24T10:00') }))
  await pass(700)
  assert.equal(small.calls.length, 0)
  await pass(1000)
  assert.equal(small.now()?.plan?.wall, '2026-12-24T10:00')
  assert.equal(seen.replanned, 1)
})
