import { deepEqual, equal } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { Calendar } from '../modules/planning/api.ts'
import { type TroubledDesk, troubledDesk } from './testing-refusals.ts'

const zone = 'Europe/Sofia'
const title = 'Ранкова “кава”\\n\n\t"{%s}" ☕\u2028'

suite('The calendar', () => {
  let desk: TroubledDesk
  before(async () => {
    desk = await troubledDesk()
  })
  after(() => desk.close())

  const calendar = async (more: Record<string, string> = {}) => {
    const query = new URLSearchParams({ from: '2031-01-01T00:00:00Z', to: '2031-02-01T00:00:00Z', ...more })
    const { status, body } = await desk.send<unknown>('GET', `/api/calendar?${query}`)
    equal(status, 200)
    deepEqual(Calendar.parse(body), body)
    return Calendar.parse(body)
  }
  const plannedPost = async (day: string, of: object) => {
    const plan = { wall: `2031-01-${day}T10:00`, zone }
    const content = { body: { parts: [{ text: 'A plain text', media: [] }] }, plan, ...of }
    return (await desk.send<{ id: string }>('POST', `${desk.under}/posts`, { body: content })).body.id
  }

  test('of an empty month is empty', async () => {
    deepEqual(await calendar({ from: '2033-01-01T00:00:00Z', to: '2033-02-01T00:00:00Z' }), {
      groups: [],
      entries: [],
      truncated: false,
    })
  })

  test('shows each post as its API promises, in order, whatever signs its title has', async () => {
    const { body: rubric } = await desk.send<{ id: string }>('POST', `${desk.under}/rubrics`, {
      body: { name: 'News', category: 'news', color: '#112233' },
    })
    const late = await plannedPost('20', { title, rubricId: rubric.id })
    const early = await plannedPost('10', { accountIds: [desk.accounts.telegram, desk.accounts.mastodon] })
    const plan = { wall: '2031-01-10T10:00', zone }
    await desk.send('POST', `${desk.under}/posts/${early}/schedule`, { body: { plan } })
    const { groups, entries } = await calendar()
    deepEqual(
      entries.map((one) => [
        one.postId,
        one.title,
        one.state,
        one.rubricId,
        groups[one.group]?.zone,
        Date.parse(one.at),
      ]),
      [
        [early, 'A plain text', 'planned', undefined, zone, Date.UTC(2031, 0, 10, 8)],
        [late, title, 'draft', rubric.id, zone, Date.UTC(2031, 0, 20, 8)],
      ],
    )
    deepEqual(groups[entries[0]?.group ?? -1]?.accountIds, [desk.accounts.telegram, desk.accounts.mastodon])
    const shown = async (more: Record<string, string>) => (await calendar(more)).entries.map((one) => one.postId)
    deepEqual(await shown({ states: 'planned,published' }), [early])
    deepEqual(await shown({ states: 'draft' }), [late])
    deepEqual(await shown({ accounts: desk.accounts.mastodon ?? '' }), [early])
    deepEqual(await shown({ rubrics: rubric.id }), [late])
    deepEqual(await shown({ brands: 'none' }), [])
    await desk.world.pool.query(
      `update publication set state = 'removing', wake_at = null, work = null where network = 'telegram'`,
    )
    await desk.world.pool.query(
      `update publication set state = 'published', wake_at = null, work = null where network = 'mastodon'`,
    )
    deepEqual(await shown({ states: 'published' }), [early])
  })
})
