import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { systemClock } from '../../kernel/clock.ts'
import { Accounts, Brand, Brands, Connected, Networks, Rubric, Rubrics } from '../../modules/brand/api.ts'
import { PostPage } from '../../modules/content/api.ts'
import { NewApiKey, SetupState } from '../../modules/team/api.ts'
import { type Desk, deskAt, deskByKey, deskUrl } from './ask-desk.ts'
import { applyPlan, readPlanOf } from './plan.ts'

const examples = join(import.meta.dirname, '../../examples')
const pictures = join(examples, 'pictures')
const zone = 'Europe/Sofia'
const rubrics = [
  { name: 'Product', category: 'commercial', color: '#8a4b2b' },
  { name: 'Community', category: 'user-generated', color: '#2b6f8a' },
  { name: 'Knowledge', category: 'educational', color: '#3f7d45' },
  { name: 'Moments', category: 'entertaining', color: '#a8577e' },
  { name: 'News', category: 'news', color: '#5a5f9e' },
  { name: 'Behind the scenes', category: 'entertaining', color: '#6b7280' },
  { name: 'Offers', category: 'commercial', color: '#b0642d' },
]

/**
 * A coffee roaster's month on the practice network, in a desk that runs. On a new desk it makes the owner too.
 * What an earlier run has made stays as it is; what is missing is made.
 */
export async function demo(): Promise<void> {
  const desk = await enter()
  const offered = (await desk.ask(Networks, 'GET', '/api/networks')).items.filter((one) => one.practice)
  const plan = await planFromNextMonday()
  const networks = offered.filter((one) => isNamed(plan, one.name))
  if (!networks.length) throw new Error('This desk does not offer the practice network (RIALTO_PRACTICE is off).')
  const brand = await brandOf(desk)
  const of = `/api/brands/${brand.id}`
  await makeRubrics(desk, of)
  await openAccounts(desk, of, networks)
  if ((await desk.ask(PostPage, 'GET', `${of}/posts?limit=1`)).items.length) {
    console.log(`${brand.name} has posts already, so none were added: ${desk.url}/calendar`)
    return
  }
  const given = { fileName: 'coffee-month.csv', content: plan, zone, folders: [pictures] }
  const read = await readPlanOf(desk, brand.id, given)
  if (read.bad) throw new Error(`${read.bad} rows of the example cannot be planned; see ${desk.url}/import`)
  const { applied } = await applyPlan(desk, brand.id, read.id, { as: 'scheduled', skipBad: false })
  console.log(`${applied} posts are planned from next Monday on: ${desk.url}/calendar`)
}

/** In the column of accounts, where the example calls each by its network. */
const isNamed = (plan: Buffer, network: string) =>
  new RegExp(`^[^,]*,[^,]*,(?:[^,]*; )?${network}[,;]`, 'm').test(plan.toString('utf8'))

const brandName = 'Coffee roaster'

async function brandOf(desk: Desk): Promise<z.output<typeof Brand>> {
  const known = (await desk.ask(Brands, 'GET', '/api/brands')).items.find((one) => one.name === brandName)
  if (known) return known
  const made = await desk.ask(Brand, 'POST', '/api/brands', { name: brandName, zone })
  console.log(`The brand ${brandName} is made.`)
  return made
}

async function makeRubrics(desk: Desk, of: string): Promise<void> {
  const known = new Set((await desk.ask(Rubrics, 'GET', `${of}/rubrics`)).items.map((one) => one.name))
  for (const rubric of rubrics) if (!known.has(rubric.name)) await desk.ask(Rubric, 'POST', `${of}/rubrics`, rubric)
}

async function openAccounts(desk: Desk, of: string, networks: { id: string; name: string }[]): Promise<void> {
  const known = new Set((await desk.ask(Accounts, 'GET', `${of}/accounts`)).items.map((one) => one.network))
  for (const { id, name } of networks) {
    if (known.has(id)) continue
    await desk.ask(Connected, 'POST', `${of}/accounts/practice`, { network: id })
    console.log(`An account on the practice ${name} is connected.`)
  }
}

async function enter(): Promise<Desk> {
  const url = deskUrl()
  const { needsOwner } = await deskAt(url, {}).ask(SetupState, 'GET', '/api/setup')
  if (!needsOwner) return deskByKey()
  const owner = { email: 'demo@example.com', password: randomBytes(12).toString('base64url') }
  const more = { name: 'Demo', workspaceName: 'Demo', locale: 'en', zone }
  const cookie = await signUp(url, { ...owner, ...more })
  const { key } = await deskAt(url, { cookie, origin: url }).ask(NewApiKey, 'POST', '/api/api-keys', {
    name: 'rialto demo',
    expiresInDays: 1,
  })
  console.log(`The desk had no owner yet. Sign in as ${owner.email} with the password ${owner.password}`)
  return deskAt(url, { authorization: `Bearer ${key}` })
}

async function signUp(url: string, body: object): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: url }
  const answer = await fetch(`${url}/api/setup`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`The desk refused to be set up (${answer.status}).`)
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

const dayMs = 24 * 3600_000

/** The example as it is, its days moved so that its first Monday is the next one. */
async function planFromNextMonday(): Promise<Buffer> {
  const text = await readFile(join(examples, 'coffee-month.csv'), 'utf8')
  const first = /^(\d{4}-\d{2}-\d{2}),/m.exec(text)?.[1]
  if (!first) throw new Error('the example plan has no dates')
  const today = Math.floor(systemClock.now().getTime() / dayMs)
  // 1 January 1970 was a Thursday: day 4 is the first Monday.
  const monday = today + 7 - ((today - 4) % 7)
  const shift = monday - Date.parse(first) / dayMs
  const moved = text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) =>
    new Date(Date.parse(day) + shift * dayMs).toISOString().slice(0, 10),
  )
  return Buffer.from(moved)
}
