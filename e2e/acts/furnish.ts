import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Person } from '../browser.ts'
import type { RunningDesk } from '../desk.ts'
import { until } from '../stage.ts'
import { type Account, type Brand, connectPracticeByApi } from './enter.ts'
import { picture } from './write.ts'

export type Furnished = { accounts: Account[]; postId: string; given: Record<string, string> }

const colors = { Product: '#8a4b2b', Community: '#2b6f8a', Knowledge: '#3f7d45' }

/** A desk that has something of everything: accounts, rubrics, pictures, posts in several states, a plan read, links made. */
export async function furnish(person: Person, brand: Brand): Promise<Furnished> {
  const of = `/api/brands/${brand.id}`
  const accounts = await connectPracticeByApi(person, brand, ['bluesky', 'mastodon', 'telegram'])
  const rubricIds: string[] = []
  for (const [name, color] of Object.entries(colors)) {
    const made = { name, color, category: 'educational' }
    rubricIds.push((await person.ask<{ id: string }>('POST', `${of}/rubrics`, made)).id)
  }
  const media = await upload(person, `${of}/media`, [picture('morning-cup.png'), picture('green-beans.png')])
  const accountIds = accounts.map((one) => one.id)
  const write = (title: string, text: string, more: object = {}) =>
    person.ask<{ id: string; version: number }>('POST', `${of}/posts`, {
      ...{ title, accountIds, rubricId: rubricIds[0], ...more },
      body: { parts: [{ text, media: media.items.map((one) => ({ mediaId: one.id })) }] },
    })
  const draft = await write('Morning', 'A cup before the day begins ☕️ https://example.com/cup #coffee')
  await person.ask('POST', `${of}/posts/${draft.id}/schedule`, { plan: tomorrow() })
  const asked = await write('For the client', 'May this go out?')
  await person.ask('POST', `${of}/posts/${asked.id}/submit`, { version: asked.version })
  const out = await write('Out already', 'Fresh from the drum')
  await person.ask('POST', `${of}/posts/${out.id}/publish-now`, {})
  const link = { postIds: [asked.id], name: 'March, first half', expiresInDays: 14 }
  const shared = await person.ask<{ link: string }>('POST', `${of}/approval-links`, link)
  const invited = await person.ask<{ link: string }>('POST', '/api/invitations', {
    brandRoles: { [brand.id]: 'editor' },
  })
  const plan = await upload(person, `${of}/imports`, [join(import.meta.dirname, '../../examples/coffee-month.csv')])
  const rule = await person.ask<{ id: string }>('POST', `${of}/rules`, {
    ...{ name: 'No swearing', actions: [{ kind: 'hide' }, { kind: 'label', labels: ['Rude'] }] },
    match: { all: true, conditions: [{ kind: 'stopWords', categories: ['profanity'] }] },
  })
  const about = { title: 'Cold coffee', severity: 3, problem: 'Cups arrive cold.' }
  const opened = await person.ask<{ id: string }>('POST', `${of}/cases`, about)
  const crisis = await overCrisis(person, of, opened.id)
  const listening = await listenAlready(person, of)
  const tokenOf = (made: { link: string }) => new URL(made.link).pathname.split('/').at(-1) ?? ''
  const given = {
    ...{ postId: draft.id, importId: plan.id, network: 'mastodon', accountId: accounts[0]?.id ?? '' },
    ...{ ruleId: rule.id, caseId: opened.id, crisisId: crisis, ...listening },
    ...{ '/shared/$token token': tokenOf(shared), '/invited/$token token': tokenOf(invited) },
  }
  return { accounts, postId: draft.id, given }
}

/** A topic with a query, an inlet to listen by, and a file of mentions that was read. */
async function listenAlready(person: Person, of: string) {
  const query = { name: 'Coffee', text: 'rila NEAR/3 coffee', languages: [] }
  const topic = { kind: 'brand', name: 'Rila', queries: [query] }
  const made = await person.ask<{ queries: { id: string }[] }>('POST', `${of}/listening/topics`, topic)
  const inlet = { kind: 'inlet', name: 'Our own' }
  const { source } = await person.ask<{ source: { id: string } }>('POST', `${of}/listening/sources`, inlet)
  const mentions = join(import.meta.dirname, '../../examples/mentions.csv')
  const file = await upload(person, `${of}/listening/imports`, [mentions])
  return { queryId: made.queries[0]?.id ?? '', sourceId: source.id, mentionFileId: file.id }
}

/** A crisis that was, so that no banner stands over what others look at. */
async function overCrisis(person: Person, of: string, caseId: string): Promise<string> {
  const begun = { reason: 'Cups arrive cold everywhere.', caseId, pausePosts: false }
  const { id } = await person.ask<{ id: string }>('POST', `${of}/crises`, begun)
  await person.ask('POST', `${of}/crises/${id}/end`, { reason: 'New lids came.' })
  return id
}

/** Somebody speaks under what stands at the network; the desk asks there once a minute. */
export async function heardFrom(person: Person, desk: RunningDesk, brand: Brand): Promise<Record<string, string>> {
  const live = await until('a post stands at the network', async () => (await desk.lab.live())[0])
  const said = { network: live.network, objectId: live.objectId, text: 'Do you ship to Plovdiv?' }
  await desk.lab.ask('POST', '/comments', said)
  const heard = async () => {
    const asked = `/api/inbox?brands=${brand.id}&limit=200`
    const { items } = await person.ask<{ items: { id: string; personId: string | null }[] }>('GET', asked)
    return items.find((one) => one.personId !== null)
  }
  const talk = await until('somebody is heard', heard, 120_000)
  const token = await askedExpert(person, brand, talk.id)
  return { brandId: brand.id, conversationId: talk.id, personId: talk.personId ?? '', '/asked/$token token': token }
}

/** Somebody who knows is asked about it by mail; the last part of the link is the right. */
async function askedExpert(person: Person, brand: Brand, conversationId: string): Promise<string> {
  const of = `/api/brands/${brand.id}`
  const expert = { name: 'Dr. Ilieva', email: `${crypto.randomUUID()}@lab.example`, topics: ['beans'], language: 'en' }
  const { id: expertId } = await person.ask<{ id: string }>('POST', `${of}/experts`, expert)
  const question = { expertId, question: 'Do opened bags lose their smell?' }
  const path = `${of}/conversations/${conversationId}/forwards`
  return (await person.ask<{ link: string }>('POST', path, question)).link.split('/').at(-1) ?? ''
}

type Uploaded = { id: string; items: { id: string }[] }

async function upload(person: Person, path: string, files: string[]): Promise<Uploaded> {
  const form = new FormData()
  for (const file of files) form.append('file', new File([readFileSync(file)], basename(file)), basename(file))
  const answer = await person.context.request.post(`${person.origin}${path}`, {
    headers: { origin: person.origin, 'idempotency-key': crypto.randomUUID() },
    multipart: form,
  })
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`)
  return (await answer.json()) as Uploaded
}

function tomorrow(): { wall: string; zone: string } {
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  return { wall: `${day}T09:30`, zone: 'Europe/Sofia' }
}
