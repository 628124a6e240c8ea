import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { movableClock } from '../../kernel/clock.ts'
import { defineLabNetwork, type Lab, type LabOptions, startLab } from './lab.ts'

type Words = { id: string; by: string; text: string; at: string; under?: string; to?: string; edited?: boolean }
type Event = { say: Words } | { edit: string; text: string } | { erase: string }

const start = new Date('2027-03-01T10:00:00Z')

/** A network of one account, `roastery`: posts, comments in threads, private messages. */
const square = defineLabNetwork({
  id: 'square',
  mount: (site) => {
    const { state, commit } = site.keep<Map<string, Words>, Event>(new Map(), (said, event) => {
      if ('say' in event) said.set(event.say.id, event.say)
      else if ('erase' in event) said.delete(event.erase)
      else {
        const one = said.get(event.edit)
        if (one) said.set(one.id, { ...one, text: event.text, edited: true })
      }
    })
    const say = (words: Omit<Words, 'id'>) => {
      const id = `w${state.size + 1}-${words.by}`
      const ours = words.by === 'roastery'
      const kind = words.to ? 'message' : words.under ? 'comment' : 'create'
      commit(
        { say: { ...words, id } },
        ours ? { account: 'roastery', kind, objectId: id, text: words.text } : undefined,
      )
      return id
    }
    site.on('POST', '/words', ({ body }) => {
      const { text, under, to } = body as { text: string; under?: string; to?: string }
      return { status: 200, json: { id: say({ by: 'roastery', text, under, to, at: site.clock.now().toISOString() }) } }
    })
    site.on('GET', '/words', () => ({ status: 200, json: [...state.values()] }))
    const person = (handle = '') => site.people.byHandle(handle)
    return {
      openAccount: async () => ({ way: 'open', fields: {} }),
      accountOf: () => 'roastery',
      expireToken: () => {},
      tooMany: () => ({ status: 429 }),
      broken: (status) => ({ status }),
      comment: async (under, text, by = {}) => {
        if (!state.has(under)) throw new Error(`nothing stands at ${under}`)
        return say({ by: by.person?.handle ?? 'x', text, under, at: (by.at ?? site.clock.now()).toISOString() })
      },
      message: async (to, text, by = {}) =>
        say({ by: by.person?.handle ?? 'x', text, to, at: (by.at ?? site.clock.now()).toISOString() }),
      edit: async (id, text) => commit({ edit: id, text }),
      erase: async (id) => commit({ erase: id }),
      answered: (id) => {
        const own = state.get(id)
        const before = own?.to
          ? [...state.values()].findLast((one) => one.by === own.to && one.to === 'roastery')
          : state.get(own?.under ?? '')
        const who = person(before?.by)
        return before && who && { id: before.id, person: who, text: before.text, at: new Date(before.at) }
      },
    }
  },
})

type Square = {
  lab: Lab
  say: (text: string, more?: { under?: string; to?: string }) => Promise<string>
  read: () => Promise<Words[]>
  minutes: (count: number) => void
}

async function onSquare<T>(run: (square: Square) => Promise<T>, options: Partial<LabOptions> = {}): Promise<T> {
  const clock = movableClock(start)
  const lab = await startLab({ networks: [square], clock, people: 'sociable', ...options })
  const ask = async (init?: RequestInit) => (await fetch(`${lab.origin}/square/words`, init)).json()
  const headers = { 'content-type': 'application/json' }
  try {
    return await run({
      lab,
      say: async (text, more = {}) => {
        const body = JSON.stringify({ text, ...more })
        return ((await ask({ method: 'POST', headers, body })) as { id: string }).id
      },
      read: async () => (await ask()) as Words[],
      minutes: (count) => clock.moveBy(count * 60_000),
    })
  } finally {
    await lab.close()
  }
}

const ours = (words: Words[]) => words.filter((one) => one.by === 'roastery')
const theirs = (words: Words[]) => words.filter((one) => one.by !== 'roastery')
const helpful = 'We roast on Tuesdays and it comes within two days.'

test('who was answered writes back within three minutes, nearly always', () =>
  onSquare(async ({ lab, say, read, minutes }) => {
    const post = await say('Hello')
    const asked: string[] = []
    for (const person of lab.people.regulars.slice(0, 20)) {
      const comment = await lab.network('square').comment?.(post, 'What does it cost?', { person })
      await say(`${helpful} Number ${asked.length}.`, { under: comment })
      asked.push(person.handle)
    }
    const before = theirs(await read()).length
    minutes(3)
    const words = await read()
    const own = new Set(
      ours(words)
        .slice(1)
        .map((one) => one.id),
    )
    const back = theirs(words).filter((one) => own.has(one.under ?? '') && asked.includes(one.by))
    assert.ok(back.length >= 12 && back.length <= 20, `${back.length} of 20 answered back`)
    assert.ok(theirs(words).length > before)
    for (const one of back) assert.ok(Date.parse(one.at) >= start.getTime() && one.text.length > 3)
  }))

test('who is answered again and again falls silent', () =>
  onSquare(async ({ lab, say, read, minutes }) => {
    const post = await say('Hello')
    const [person] = lab.people.regulars
    for (let n = 0; n < 6; n++) {
      const comment = await lab.network('square').comment?.(post, 'And what does it cost now?', { person })
      await say(`${helpful} Time ${n}.`, { under: comment })
      minutes(4)
    }
    const words = await read()
    const own = new Set(
      ours(words)
        .slice(1)
        .map((one) => one.id),
    )
    assert.ok(theirs(words).filter((one) => own.has(one.under ?? '')).length <= 3)
  }))

test('an answer that helps and comes fast calms more people than a late or a copied one', () =>
  onSquare(async ({ lab, say, read, minutes }) => {
    const { turns } = lab.people.voices.en
    const post = await say('Hello')
    const english = [...lab.people.regulars, ...lab.people.strangers].filter((one) => one.locale === 'en')
    const upset = 'I ordered last week and still have not had a reply.'
    const groups = { fast: english.slice(0, 20), late: english.slice(20, 40), copied: english.slice(40, 60) }
    const comments = new Map<string, string>()
    for (const person of [...groups.late, ...groups.copied, ...groups.fast])
      comments.set(person.handle, (await lab.network('square').comment?.(post, upset, { person })) ?? '')
    for (const person of groups.fast)
      await say(`Sorry, ${person.name}, it went out this morning by courier.`, { under: comments.get(person.handle) })
    for (const person of groups.copied)
      await say('Please write to us in private and we will look into it.', { under: comments.get(person.handle) })
    minutes(2000)
    for (const person of groups.late)
      await say(`Sorry, ${person.name}, it went out this morning by courier.`, { under: comments.get(person.handle) })
    minutes(5)
    const words = await read()
    const own = new Set(ours(words).map((one) => one.id))
    const calm = (people: { handle: string }[]) =>
      theirs(words).filter(
        (one) =>
          people.some((person) => person.handle === one.by) &&
          own.has(one.under ?? '') &&
          turns.calmed[0]?.some((begin) => one.text.startsWith(begin)),
      ).length
    const counts = [calm(groups.fast), calm(groups.late), calm(groups.copied)]
    assert.ok(
      counts.every((one) => one < (counts[0] ?? 0) || one === counts[0]),
      counts.join(' '),
    )
    assert.ok((counts[0] ?? 0) >= 10 && (counts[1] ?? 0) <= 8 && (counts[2] ?? 0) <= 12, counts.join(' '))
  }))

test('a private answer is taken in private', () =>
  onSquare(async ({ lab, say, read, minutes }) => {
    await say('Hello')
    for (const person of lab.people.regulars.slice(0, 10)) {
      await lab.network('square').message?.('roastery', 'Do you have gift sets?', { person })
      await say(`${helpful} Dear ${person.name}.`, { to: person.handle })
    }
    minutes(3)
    const words = theirs(await read())
    const again = lab.people.regulars
      .slice(0, 10)
      .filter((person) => words.filter((one) => one.by === person.handle && one.to).length === 2)
    assert.ok(again.length >= 6, `${again.length} of 10 wrote again`)
  }))

test('under a month of posts people talk among themselves, write in private, change and take back their words', () =>
  onSquare(async ({ say, read, minutes }) => {
    const seen = new Map<string, Words>()
    for (let day = 0; day < 30; day++) {
      await say(`Post of day ${day}`)
      for (let minute = 0; minute < 12; minute++) {
        minutes(1)
        for (const one of await read()) seen.set(`${one.id} ${one.text}`, one)
      }
    }
    const last = await read()
    const posts = new Set(ours(last).map((one) => one.id))
    const all = [...seen.values()].filter((one) => one.by !== 'roastery')
    assert.ok(
      all.some((one) => one.under && !posts.has(one.under)),
      'nobody answered anybody',
    )
    assert.ok(
      all.some((one) => one.to === 'roastery'),
      'nobody wrote in private',
    )
    assert.ok(
      last.some((one) => one.edited),
      'nobody changed their words',
    )
    assert.ok(
      all.some((one) => !last.some((other) => other.id === one.id)),
      'nobody took their words back',
    )
    assert.ok(theirs(last).length < 30 * 6, `${theirs(last).length} are too many`)
  }))

test('the same desk meets the same people, before and after a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-company-'))
  const day = async ({ say, read, minutes }: Square) => {
    for (let n = 0; n < 6; n++) await say(`Which one would you take, ${n}?`)
    minutes(2)
    const words = await read()
    const asked = theirs(words).find((one) => one.text.includes('?'))
    if (asked) await say(helpful, { under: asked.id })
    minutes(1)
    return [...words, ...(await read())].map((one) => `${one.by} ${one.text}`)
  }
  const late = async ({ read, minutes }: Square) => {
    minutes(30)
    return (await read()).map((one) => `${one.id} ${one.by} ${one.text}`)
  }
  const whole = (square: Square) => day(square).then(async (first) => ({ first, second: await late(square) }))
  try {
    const one = await onSquare(whole)
    const other = await onSquare(whole)
    assert.deepEqual(one, other)
    const journal = join(folder, 'journal.jsonl')
    assert.deepEqual(await onSquare(day, { journal }), one.first)
    const resumed = await onSquare(late, { journal })
    assert.deepEqual(resumed, await onSquare(late, { journal }), 'a second restart changes nothing')
    assert.deepEqual(
      resumed.map((line) => line.replace(/^\S+ /, '')).sort(),
      one.second.map((line) => line.replace(/^\S+ /, '')).sort(),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('people who are only lively, or quiet, do none of this', async () => {
  for (const people of ['lively', 'quiet'] as const)
    await onSquare(
      async ({ say, read, minutes }) => {
        for (let n = 0; n < 10; n++) await say(`Post ${n}`)
        minutes(60)
        assert.equal(theirs(await read()).length, 0)
      },
      { people },
    )
})

test('in a crisis two thousand come in ten minutes, and fewer come when the account answers', async () => {
  const crisis = (answers: number) =>
    onSquare(
      async ({ lab, say, read, minutes }) => {
        const post = await say('We opened a new shop today.')
        const scene = await lab.play('square', { kind: 'crisis' })
        assert.deepEqual([scene.objectId, scene.account], [post, 'roastery'])
        const within = async (count: number) =>
          theirs(await read()).filter((one) => Date.parse(one.at) < Date.parse(scene.at) + count * 60_000)
        minutes(3)
        const early = await within(3)
        for (const one of early.slice(0, answers))
          await say(`We look into it, ${one.by}, and write here by noon.`, { under: one.id })
        minutes(7)
        return { early: early.length, all: await within(10) }
      },
      { people: 'quiet' },
    )
  const alone = await crisis(0)
  assert.ok(alone.early > 500 && alone.early < 700, `${alone.early} in three minutes`)
  assert.equal(alone.all.length, 2000)
  assert.equal(new Set(alone.all.map((one) => one.id)).size, 2000)
  assert.ok(new Set(alone.all.map((one) => one.by)).size > 60)
  assert.ok(new Set(alone.all.map((one) => one.text)).size > 300)
  const again = await crisis(0)
  const words = (one: Words) => `${one.by}: ${one.text}`
  assert.deepEqual(again.all.map(words), alone.all.map(words))
  const answered = await crisis(30)
  assert.equal(answered.early, alone.early)
  assert.ok(answered.all.length < 1300, `${answered.all.length} came although they were answered`)
})

test('a scene that cannot be played says why', () =>
  onSquare(async ({ lab, say }) => {
    await assert.rejects(lab.play('square', { kind: 'crisis' }), /publish a post first/)
    await say('Hello')
    await assert.rejects(lab.play('square', { kind: 'crisis', account: 'nobody' }), /nobody on square/)
    const wrong = await fetch(`${lab.origin}/_lab/scenes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'earthquake', network: 'square' }),
    })
    assert.equal(wrong.status, 400)
    assert.match(
      await wrong.text(),
      /no scene is called earthquake; there is crisis, campaign, spam-wave, conversation/,
    )
  }))

test('a campaign is mostly glad and a wave of spam is spam, each in the language of the post', () =>
  onSquare(
    async ({ lab, say, read, minutes }) => {
      await say('Відкриваємо нову крамницю, приходьте.')
      await lab.play('square', { kind: 'campaign' })
      minutes(20)
      const campaign = theirs(await read())
      assert.deepEqual([campaign.filter((one) => one.under).length, campaign.filter((one) => one.to).length], [240, 20])
      assert.ok(campaign.filter((one) => /[іїєґа-я]/i.test(one.text)).length > 180)
      await lab.play('square', { kind: 'spam-wave' })
      minutes(5)
      const spam = theirs(await read()).slice(campaign.length)
      assert.equal(spam.length, 300)
      assert.ok(spam.filter((one) => /\.example|bit\.ly|t\.me|\+\d|🔥|ЗАРАЗ|NOW/i.test(one.text)).length > 270)
    },
    { people: 'quiet' },
  ))
