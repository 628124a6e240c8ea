import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { z } from 'zod'
import type { Networks } from '../../modules/brand/api.ts'
import { findLabNetworks } from '../../networks/lab/discover.ts'
import { type Lab, startLab } from '../../networks/lab/lab.ts'
import { loadNetworks } from '../../networks/registry.ts'
import { loadModules } from '../load-modules.ts'
import { type Person, type ServedDesk, serveDesk } from './testing.ts'
import { furnishedBrand } from './testing-brand.ts'

type Made = { id: string }

/** Words, not a key, with everything filled in. */
const isSaid = (text: string, network: string) => !text.startsWith(`${network}.`) && !/[{}]/.test(text)

suite('The whole desk on the practice network', () => {
  let desk: ServedDesk
  let lab: Lab
  let owner: Person
  let ours: Record<string, string>
  before(async () => {
    lab = await startLab({ networks: await findLabNetworks(), people: 'quiet' })
    desk = await serveDesk({
      ...{ modules: await loadModules(), networks: (await loadNetworks()).all, practice: lab },
      ...{ config: { practice: true }, allowOrigins: () => [lab.origin] },
    })
    owner = await desk.owner()
    ours = await furnishedBrand(desk)
  })
  after(async () => {
    await desk.close()
    await lab.close()
  })

  const twice = async <T>(path: string, body?: unknown) => {
    const ask = () => desk.ask<T>('POST', path, { as: owner, body, headers: { 'idempotency-key': path } })
    const [first, second] = [await ask(), await ask()]
    ok(first.status < 300, JSON.stringify(first.body))
    deepEqual(second.body, first.body)
    equal(second.headers.get('idempotent-replayed'), 'true')
    return first.body
  }
  const count = async (table: string) => (await desk.world.pool.query(`select 1 from ${table}`)).rows.length

  test('to write, copy, schedule and plan under a key is done once, in every module', async () => {
    const under = `/api/brands/${ours.brandId}`
    const before = { posts: await count('post'), publications: await count('publication') }
    const post = { body: { parts: [{ text: 'Once', media: [] }] }, accountIds: [ours.accountId] }
    const { id } = await twice<Made>(`${under}/posts`, post)
    await twice(`${under}/posts/${id}/copy`)
    await twice(`${under}/posts/${id}/submit`)
    await twice(`${under}/posts/${id}/approve`, { version: 1 })
    const plan = { wall: '2027-05-01T10:00', zone: 'Europe/Sofia' }
    await twice(`${under}/posts/${id}/schedule`, { plan })
    await twice(`${under}/posts/${id}/plan`, { plan: { ...plan, wall: '2027-05-02T10:00' } })
    await twice(`${under}/approval-links`, { postIds: [id], name: 'Client' })
    await twice(`${under}/accounts/practice`, { network: 'telegram' })
    await twice(`${under}/accounts/${ours.accountId}/check`)
    deepEqual(
      { posts: await count('post'), publications: await count('publication') },
      { posts: before.posts + 2, publications: before.publications + 1 },
    )
  })

  test('every network of the practice network connects, answers a check, and is described in six languages', async () => {
    const texts = new Map<string, string>()
    for (const locale of ['en', 'bg', 'uk', 'sv', 'cs', 'pl']) {
      await desk.ask('PATCH', '/api/me', { as: owner, body: { locale } })
      const { body } = await desk.ask<z.infer<typeof Networks>>('GET', '/api/networks', { as: owner })
      for (const { id, ways, app } of body.items) {
        const guides = [app?.guide, ...ways.map((way) => way.guide)].filter((one) => one != null)
        const said = [
          ...ways.flatMap((way) => [way.label, way.help, ...way.scopes.map((scope) => scope.why)]),
          ...[...(app?.fields ?? []), ...ways.flatMap((way) => way.fields)].flatMap(({ label, help }) => [label, help]),
          ...guides.flatMap(({ steps, review }) => [...steps, review]),
        ]
        for (const text of said) ok(text === null || isSaid(text, id), `${locale}: ${text}`)
        for (const { help } of ways) texts.set(`${locale} ${id} ${help}`, help)
      }
    }
    ok(new Set(texts.values()).size >= 6)
    for (const { composing } of desk.world.networks.all.filter((one) => lab.offers(one.composing.id))) {
      const path = `/api/brands/${ours.brandId}/accounts`
      type Health = { id: string; practice: boolean; health: { state: string } }
      const opened = await desk.ask<{ accounts: Health[] }>('POST', `${path}/practice`, {
        as: owner,
        body: { network: composing.id },
      })
      equal(opened.status, 200, `${composing.id}: ${JSON.stringify(opened.body)}`)
      const [account] = opened.body.accounts
      equal(account?.practice, true)
      const checked = await desk.ask<Health>('POST', `${path}/${account?.id}/check`, { as: owner })
      equal(checked.body.health?.state, 'connected', `${composing.id}: ${JSON.stringify(checked.body)}`)
    }
  })

  test('a place that is only read takes no post, neither written nor planned for it', async (t) => {
    const onlyRead = desk.world.networks.all.filter((one) => one.composing.can.publish === false)
    const read = onlyRead.find((one) => lab.offers(one.composing.id))
    if (!read) return t.skip('every network is published to')
    const under = `/api/brands/${ours.brandId}`
    type Told = { accounts: { id: string }[]; error: { fields: { path: string; code: string }[] } }
    const opened = await desk.ask<Told>('POST', `${under}/accounts/practice`, {
      as: owner,
      body: { network: read.composing.id },
    })
    const accountIds = [ours.accountId, opened.body.accounts[0]?.id]
    const body = { body: { parts: [{ text: 'For readers', media: [] }] } }
    const written = await desk.ask<Told>('POST', `${under}/posts`, { as: owner, body: { ...body, accountIds } })
    deepEqual(
      written.body.error.fields.map(({ path, code }) => [path, code]),
      [['accountIds.1', 'content.accountOnlyRead']],
    )
    const post = await desk.ask<Made>('POST', `${under}/posts`, {
      as: owner,
      body: { ...body, accountIds: [ours.accountId] },
    })
    const plan = { wall: '2027-05-01T10:00', zone: 'Europe/Sofia' }
    const planned = await desk.ask<Told>('POST', `${under}/posts/${post.body.id}/schedule`, {
      as: owner,
      body: { plan, accountIds },
    })
    deepEqual([planned.status, planned.body.error.fields[0]?.code], [422, 'content.accountOnlyRead'])
  })

  test('a brand goes only when its name is said and nothing of it waits to be sent', async () => {
    const path = `/api/brands/${ours.brandId}`
    type Told = { error: { code: string; fields: { code: string }[] } }
    const unnamed = await desk.ask<Told>('DELETE', `${path}?name=Theirs`, { as: owner })
    equal(unnamed.body.error.fields[0]?.code, 'brand.otherName')
    const planned = await desk.ask<Told>('DELETE', `${path}?name=Ours`, { as: owner })
    equal(planned.body.error.code, 'brand.stillPlanned')
    const account = await desk.ask<Told>('DELETE', `${path}/accounts/${ours.accountId}`, { as: owner })
    equal(account.body.error.code, 'brand.accountStillPlanned')
    const { rows } = await desk.world.pool.query<{ post_id: string }>('select distinct post_id from publication')
    for (const row of rows) await desk.ask('POST', `${path}/posts/${row.post_id}/unschedule`, { as: owner })
    equal((await desk.ask('DELETE', `${path}?name=Ours`, { as: owner })).status, 204)
    equal((await desk.ask('GET', path, { as: owner })).status, 404)
    equal((await desk.world.pool.query('select 1 from account where secrets is not null')).rows.length, 0)
  })
})
