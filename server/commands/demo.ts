import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { systemClock } from '../../kernel/clock.ts'
import { Brand, Connected, Networks, Rubric } from '../../modules/brand/api.ts'
import { MediaTaken } from '../../modules/content/api.ts'
import { NewApiKey, SetupState } from '../../modules/team/api.ts'
import { type Desk, deskAt, deskByKey, deskUrl } from './ask-desk.ts'
import { applyPlan, readPlanOf } from './plan.ts'

const examples = join(import.meta.dirname, '../../examples')
const zone = 'Europe/Sofia'
const rubrics = [
  { name: 'Product', category: 'commercial', color: '#8a4b2b' },
  { name: 'Community', category: 'user-generated', color: '#2b6f8a' },
  { name: 'Knowledge', category: 'educational', color: '#3f7d45' },
]

/** A coffee roaster's month on the practice network, in a desk that runs. On a new desk it makes the owner too. */
export async function demo(): Promise<void> {
  const desk = await enter()
  const networks = (await desk.ask(Networks, 'GET', '/api/networks')).items.filter((one) => one.practice)
  if (!networks.length) throw new Error('This desk does not offer the practice network (RIALTO_PRACTICE is off).')
  const brand = await desk.ask(Brand, 'POST', '/api/brands', { name: 'Coffee roaster', zone })
  const of = `/api/brands/${brand.id}`
  for (const rubric of rubrics) await desk.ask(Rubric, 'POST', `${of}/rubrics`, rubric)
  for (const { id, name } of networks) {
    await desk.ask(Connected, 'POST', `${of}/accounts/practice`, { network: id })
    console.log(`An account on the practice ${name} is connected.`)
  }
  await uploadPictures(desk, of)
  const plan = await readPlanOf(desk, brand.id, 'coffee-month.csv', await planFromNextMonday(), zone)
  if (plan.bad) throw new Error(`${plan.bad} rows of the example cannot be planned; see ${desk.url}/import`)
  const { applied } = await applyPlan(desk, brand.id, plan.id, 'scheduled')
  console.log(`${applied} posts are planned from next Monday on: ${desk.url}/calendar`)
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

async function uploadPictures(desk: Desk, of: string): Promise<void> {
  const folder = join(examples, 'pictures')
  const form = new FormData()
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.png')))
    form.append('file', new Blob([new Uint8Array(await readFile(join(folder, name)))], { type: 'image/png' }), name)
  const { items } = await desk.ask(z.object({ items: MediaTaken.shape.items }), 'POST', `${of}/media`, form)
  console.log(`${items.length} pictures are in the library.`)
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
