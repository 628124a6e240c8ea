import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { type TroubledDesk, troubledDesk } from './testing-refusals.ts'

const zone = 'Europe/Sofia'

suite('A plan that cannot be', () => {
  let desk: TroubledDesk
  before(async () => {
    desk = await troubledDesk()
  })
  after(() => desk.close())

  const postOn = async (network: string, text = 'Good morning') => {
    const body = { body: { parts: [{ text, media: [] }] }, accountIds: [desk.accounts[network]] }
    return (await desk.send<{ id: string }>('POST', `${desk.under}/posts`, { body })).body.id
  }
  const refusedPlan = async (wall: string, inZone = zone) => {
    const id = await postOn('mastodon')
    const before = await desk.kept()
    const plan = { wall, zone: inZone }
    const told = await desk.refused('POST', `${desk.under}/posts/${id}/schedule`, () => ({ body: { plan } }))
    deepEqual(await desk.kept(), before)
    return told
  }

  test('in the past is refused, and nothing is planned', async () => {
    deepEqual(await refusedPlan('2020-01-01T10:00'), {
      status: 422,
      codes: ['request.invalid', 'plan.wall: publishing.past'],
    })
  })

  test('at 25:00 is refused, and nothing is planned', async () => {
    deepEqual(await refusedPlan('2031-01-01T25:00'), {
      status: 422,
      codes: ['request.invalid', 'plan.wall: time.impossible'],
    })
  })

  test('in a zone that nobody knows is refused, and nothing is planned', async () => {
    deepEqual(await refusedPlan('2031-01-01T10:00', 'Mars/Base'), {
      status: 422,
      codes: ['request.invalid', 'plan.zone: time.unknownZone'],
    })
  })

  test('of 301 graphemes where 300 go is refused, and the draft stays whole', async () => {
    const text = `${'🫖'.repeat(300)}!`
    const id = await postOn('bluesky', text)
    const before = await desk.kept()
    const plan = { wall: '2031-01-01T10:00', zone }
    const told = await desk.refused('POST', `${desk.under}/posts/${id}/schedule`, () => ({ body: { plan } }))
    const tooLong = `accounts.${desk.accounts.bluesky}.parts.0.text: networks.check.textTooLong`
    deepEqual(told, { status: 422, codes: ['publishing.unpublishable', tooLong] })
    deepEqual(await desk.kept(), before)
    const { body } = await desk.send<{ body: { parts: { text: string }[] } }>('GET', `${desk.under}/posts/${id}`)
    equal(body.body.parts[0]?.text, text)
  })

  test('clicked twice at the same moment is planned once', async () => {
    const id = await postOn('telegram')
    const body = { plan: { wall: '2031-01-01T10:00', zone } }
    const click = () => desk.send('POST', `${desk.under}/posts/${id}/schedule`, { body })
    const answers = await Promise.all([click(), click(), click()])
    deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    )
    const { rows } = await desk.world.pool.query('select 1 from publication where post_id = $1', [id])
    equal(rows.length, 1)
  })

  test('published now by a double click goes out once', async () => {
    const id = await postOn('telegram', 'Only once')
    const click = () => desk.send('POST', `${desk.under}/posts/${id}/publish-now`)
    const answers = await Promise.all([click(), click()])
    ok(answers.some(({ status }) => status === 200))
    ok(answers.every(({ status }) => status < 500))
    const { rows } = await desk.world.pool.query('select 1 from publication where post_id = $1', [id])
    equal(rows.length, 1)
  })
})
