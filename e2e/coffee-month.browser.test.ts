import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Brand, beginWithBrand, connectPracticeByApi } from './acts/enter.ts'
import { setMoment } from './acts/plan.ts'
import { arrive, type Person } from './browser.ts'
import type { LabView } from './desk.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const examples = join(import.meta.dirname, '../examples')
const plan = [
  join(examples, 'coffee-month.csv'),
  ...readdirSync(join(examples, 'pictures')).map((name) => join(examples, 'pictures', name)),
]
const rows = 40
const rubrics = ['Product', 'Community', 'Knowledge', 'Moments', 'Offers', 'Behind the scenes', 'News']
const colors = ['#8a4b2b', '#2b6f8a', '#3f7d45', '#a23b72', '#c77d0a', '#5b5f97', '#6b6b6b']

const stage = await openStage({ program: [join(import.meta.dirname, 'movable-desk.ts')] })
const skip = 'absent' in stage && stage.absent

test('a month’s plan is imported, rearranged by mouse and by keys, and goes out whole, each post once', {
  skip,
}, async () => {
  const { browser, desk } = stage as Stage
  const ada = await arrive(browser, desk.origin, { width: 1440, height: 1000 })
  const brand = await beginWithBrand(ada, 'Rila Coffee')
  await connectPracticeByApi(ada, brand, ['bluesky', 'mastodon', 'telegram'])
  for (const [at, name] of rubrics.entries())
    await ada.ask('POST', `/api/brands/${brand.id}/rubrics`, { name, category: 'educational', color: colors[at] })
  await importPlan(ada, brand)
  await rearrange(ada, brand)
  await letTheMonthPass(ada, brand, desk.lab)
  await expectEachOnce(ada, brand, desk.lab)
  await ada.page.goto(`/brands/${brand.id}/calendar?date=2027-03-10`)
  await chip(ada, 'New harvest is here').and(ada.page.locator('[data-state=published]')).waitFor()
  await keepPicture(ada.page, '2-published')
  assert.deepEqual(ada.troubles, [])
})

async function importPlan({ page, say }: Person, brand: Brand): Promise<void> {
  await page.goto(`/brands/${brand.id}/import`)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: say('import.choose') }).click()
  await (await chooser).setFiles(plan)
  await page.getByText(say('import.understood', { count: rows })).waitFor()
  await keepPicture(page, '2-import', true)
  const verdicts = page.getByRole('list', { name: say('import.verdicts') }).getByRole('listitem')
  await verdicts.filter({ hasText: `0 ${say('import.bad', { count: 0 })}` }).waitFor()
  assert.equal(await page.getByText(say('import.accountUnknown')).count(), 0)
  await page.getByRole('button', { name: say('import.act.scheduled', { count: rows }) }).click()
  await page.getByText(say('import.applied', { count: rows })).waitFor()
  await page.getByRole('link', { name: say('import.toCalendar') }).click()
}

/** One post by mouse and back again, one by keys, one by the dialog. */
async function rearrange(ada: Person, brand: Brand): Promise<void> {
  const { page, say } = ada
  await page.goto(`/brands/${brand.id}/calendar?date=2027-03-10`)
  await chip(ada, 'New harvest is here').waitFor()
  await keepPicture(page, '2-calendar')

  await dragTo(ada, 'New harvest is here', '2027-03-04')
  await keepPicture(page, '2-dragged')
  await page.getByRole('button', { name: say('calendar.undo'), exact: true }).click()
  await standsOn(ada, 'New harvest is here', '2027-03-01')
  await dragTo(ada, 'St Patrick without green coffee', '2027-03-18')

  await chip(ada, 'Spring blend').focus()
  await page.keyboard.press('Space')
  await page.getByText(say('calendar.carry.keys')).waitFor()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await keepPicture(page, '2-carried')
  await page.keyboard.press('Enter')
  await standsOn(ada, 'Spring blend', '2027-03-13')

  await openCard(ada, 'The lost hour')
  await page
    .getByRole('dialog', { name: 'The lost hour' })
    .getByRole('button', { name: say('calendar.moveTo') })
    .click()
  const dialog = page.getByRole('dialog', { name: say('calendar.moveTitle', { title: 'The lost hour' }) })
  await setMoment(ada, '2027-03-29T10:45', dialog)
  await keepPicture(page, '2-move-dialog')
  await dialog.getByRole('button', { name: say('calendar.move'), exact: true }).click()
  await standsOn(ada, 'The lost hour', '2027-03-29')
}

/** Its buttons stand where they stood before the post had come: a hand is never late. */
async function openCard(ada: Person, title: string): Promise<void> {
  const { page, say } = ada
  const held = Promise.withResolvers<void>()
  await page.route('**/posts/*', async (route) => {
    await held.promise
    await route.fallback()
  })
  await chip(ada, title).click()
  const card = page.getByRole('dialog', { name: title })
  const button = card.getByRole('button', { name: say('calendar.moveTo') })
  await button.waitFor()
  const before = await button.boundingBox()
  held.resolve()
  await card.getByRole('article').first().waitFor()
  await keepPicture(page, '2-card')
  assert.deepEqual(await button.boundingBox(), before)
  await page.unroute('**/posts/*')
}

const chip = ({ page }: Person, title: string) => page.locator('[data-post]').filter({ hasText: title })
const dayOf = ({ page }: Person, date: string) => page.locator(`td[data-date="${date}"]`)
const standsOn = (ada: Person, title: string, date: string) =>
  dayOf(ada, date).locator('[data-post]').filter({ hasText: title }).waitFor()

async function dragTo(ada: Person, title: string, date: string): Promise<void> {
  const { mouse } = ada.page
  await chip(ada, title).hover()
  await mouse.down()
  const box = await dayOf(ada, date).boundingBox()
  if (!box) throw new Error(`${date} is not on the screen`)
  await mouse.move(box.x + box.width / 2, box.y + box.height - 10, { steps: 8 })
  await ada.page.getByText(ada.say('calendar.carry.pointer')).waitFor()
  await mouse.up()
  await standsOn(ada, title, date)
}

type Publication = {
  id: string
  postId: string
  network: string
  state: string
  dueAt: string
  expiresAt: string | null
}

async function publicationsOf(ada: Person, brand: Brand): Promise<Publication[]> {
  const path = `/api/brands/${brand.id}/publications?limit=200`
  return (await ada.ask<{ items: Publication[] }>('GET', path)).items
}

/** The clock goes from one moment at which something is to happen to the next, and waits at each until it has. */
async function letTheMonthPass(ada: Person, brand: Brand, lab: LabView): Promise<void> {
  for (let next = momentsIn(await publicationsOf(ada, brand))[0]; next !== undefined; ) {
    const moment = next
    await lab.ask('POST', '/clock', { moveTo: moment })
    const after = await until(`what is due at ${moment} has ended`, async () => {
      const all = await publicationsOf(ada, brand)
      return !all.some((one) => isUnderWay(one, moment)) && momentsIn(all)
    })
    next = after.find((one) => one > moment)
  }
}

const isUnderWay = (one: Publication, now: string) =>
  ['sending', 'removing'].includes(one.state) || (one.state === 'planned' && one.dueAt <= now)

const momentsIn = (all: Publication[]) =>
  [...new Set(all.flatMap((one) => [one.dueAt, one.expiresAt ?? one.dueAt]))].sort()

/** What each publication was to say, found in the networks' own ledger: neither missing nor there twice. */
async function expectEachOnce(ada: Person, brand: Brand, lab: LabView): Promise<void> {
  const publications = await publicationsOf(ada, brand)
  assert.deepEqual(
    publications.filter((one) => one.state !== 'published' && one.state !== 'removed'),
    [],
  )
  const expected: string[] = []
  for (const { network, postId } of publications) {
    const { body } = await ada.ask<{ body: Body }>('GET', `/api/brands/${brand.id}/posts/${postId}`)
    for (const { text } of [...body.parts, ...(body.firstComment ? [{ text: body.firstComment }] : [])])
      expected.push(nameOf(network, text))
  }
  assert.ok(publications.length > 70)
  const made = (await lab.ledger()).filter((one) => one.kind === 'create' || one.kind === 'comment')
  assert.deepEqual(made.map((one) => nameOf(one.network, one.text ?? '')).sort(), expected.sort())

  const down = publications.filter((one) => one.state === 'removed')
  assert.ok(down.length >= 3)
  assert.equal((await lab.live()).length, made.length - down.length)
}

type Body = { parts: { text: string }[]; firstComment?: string }
const nameOf = (network: string, text: string) => `${network}: ${text.slice(0, 40)}`
