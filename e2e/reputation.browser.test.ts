import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { type Brand, beginWithBrand, connectPracticeByApi } from './acts/enter.ts'
import { publish, speak, type Talk } from './acts/talk.ts'
import { arrive, type Looks, type Person, phone } from './browser.ts'
import { axeFindings, overflowing } from './clear.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const stage = await openStage({ program: [join(import.meta.dirname, 'movable-desk.ts')] })
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage
const network = 'bluesky'

type Whole = { status: string; conversations: number; statements: { approvedBy: unknown }[] }
type Post = { state: string; dueAt: string; id: string }

let brand: Brand
let ada: Person
let talk: Talk
let of = ''

before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila Coffee')
  of = `/api/brands/${brand.id}`
  const [account] = await connectPracticeByApi(ada, brand, [network])
  const post = await publish(ada, desk, brand, account?.id ?? '')
  const spoken = speak(ada, desk, network, post, 'My order came cold and late.')
  await desk.lab.ask('POST', '/clock', { moveByMs: 61_000 })
  talk = await spoken
  const change = { conversationIds: [talk.id], change: { tone: 'negative', addLabels: ['Delivery'] } }
  await ada.ask('POST', `${of}/conversations/changes`, change)
  const body = { parts: [{ text: 'Sale tomorrow!', media: [] }] }
  const ids = { title: 'Sale', accountIds: [account?.id ?? ''], body }
  const { id } = await ada.ask<{ id: string }>('POST', `${of}/posts`, ids)
  const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
  await ada.ask('POST', `${of}/posts/${id}/schedule`, { plan: { wall: `${day}T09:30`, zone: 'Europe/Sofia' } })
})

const title = (name: string) => ada.page.getByRole('heading', { level: 1, name })
const press = (name: string) => ada.page.getByRole('button', { name, exact: true }).first().click()
const save = () =>
  ada.page
    .getByRole('dialog')
    .getByRole('button', { name: ada.say('ui.save') })
    .last()
    .click()
const onlyCase = async () => {
  const { items } = await ada.ask<{ items: { id: string }[] }>('GET', `${of}/cases?status=all`)
  const [found] = items
  return found && { id: found.id, ...(await ada.ask<Whole>('GET', `${of}/cases/${found.id}`)) }
}

test('a complaint becomes a case where it is read, and gets a statement that is approved', { skip }, async () => {
  const { page, say } = ada
  await page.goto(`/inbox/${brand.id}/${talk.id}?folder=all`)
  await page.getByRole('button', { name: say('repute.bank.insert') }).waitFor()
  if (!(await page.getByRole('button', { name: say('repute.addToCase') }).isVisible()))
    await page.getByRole('button', { name: say('inbox.context.open', { name: '' }) }).click()
  await press(say('repute.addToCase'))
  await press(say('repute.case.add'))
  await page.getByLabel(say('repute.case.title')).fill('Cold deliveries')
  await save()
  const made = await until('the case is open with the conversation in it', async () => {
    const found = await onlyCase()
    return found?.conversations === 1 && found
  })
  await page.goto(`/brands/${brand.id}/reputation/cases/${made.id}`)
  await title('Cold deliveries').waitFor()
  await press(say('repute.statement.write'))
  await page.getByLabel(say('repute.statement.text')).fill('We are sorry. Couriers have new boxes since today.')
  await save()
  await press(say('repute.statement.approve'))
  await until('the statement is approved', async () => (await onlyCase())?.statements[0]?.approvedBy)
  await page.getByText(say('repute.statement.approved', { name: 'Ada Ilieva' })).waitFor()
  await keepPicture(page, '11-case', true)
  assert.deepEqual([await axeFindings(page), await overflowing(page)], [[], []])
})

test('a crisis stands over every screen, planned posts wait, and go on by a decision', { skip }, async () => {
  const { page, say } = ada
  await page.goto(`/brands/${brand.id}/reputation/crises`)
  await press(say('repute.crisis.begin'))
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(say('repute.crisis.reason')).fill('Everybody writes of cold coffee.')
  await dialog.getByRole('button', { name: say('repute.crisis.begin') }).click()
  await title('Everybody writes of cold coffee.').waitFor()
  await page.getByRole('heading', { name: say('repute.paused', { count: 1 }) }).waitFor()
  await keepPicture(page, '11-crisis', true)
  assert.deepEqual([await axeFindings(page), await overflowing(page)], [[], []])
  await page.goto('/inbox')
  const banner = page.getByRole('alert').filter({ hasText: say('repute.banner', { brand: 'Rila Coffee' }) })
  await banner.waitFor()
  await banner.getByRole('link', { name: say('repute.banner.open') }).click()
  await press(say('repute.paused.one'))
  await page.getByRole('menuitem', { name: say('repute.paused.go') }).click()
  await page.getByText(say('repute.paused.gone-on')).waitFor()
  const { items } = await ada.ask<{ items: Post[] }>('GET', `${of}/publications?state=planned`)
  assert.equal(items.length, 1)
  await press(say('repute.crisis.end'))
  await page.getByLabel(say('repute.crisis.ending')).fill('New boxes are here.')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('repute.crisis.end') })
    .click()
  await banner.waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: say('repute.hours.recovery') }).waitFor()
})

test('the index opens the conversations it counts', { skip }, async () => {
  const { page, say } = ada
  await page.goto(`/brands/${brand.id}/reputation`)
  const count = page.getByRole('link', { name: say('repute.tone.negative.count', { count: 1 }) })
  await count.waitFor()
  await press(say('ui.chart.table'))
  await keepPicture(page, '11-reputation', true)
  assert.deepEqual([await axeFindings(page), await overflowing(page)], [[], []])
  await count.click()
  await page.getByText(talk.excerpt.slice(0, 12)).first().waitFor()
})

test('words of the bank are found while answering, and their use is counted', { skip }, async () => {
  const { page, say } = ada
  const item = {
    kind: 'fact',
    title: 'Boxes',
    texts: { en: 'Our boxes keep 60 °C for an hour.' },
    source: 'Lab report',
  }
  await ada.ask('POST', `${of}/bank`, item)
  await page.goto(`/inbox/${brand.id}/${talk.id}?folder=all`)
  await press(say('repute.bank.insert'))
  await page.getByRole('button', { name: /Boxes/ }).click()
  await until('its use is counted', async () => {
    const { items } = await ada.ask<{ items: { used: number }[] }>('GET', `${of}/bank`)
    return items[0]?.used === 1
  })
  await page.getByText('Our boxes keep 60 °C').first().waitFor()
})

for (const look of [
  { locale: 'uk', theme: 'dark' },
  { locale: 'uk', theme: 'light', ...phone },
] as const)
  test(`every screen of reputation is clear: ${JSON.stringify(look)}`, { skip }, async () => {
    const found: unknown[] = []
    const { page, context } = ada
    const { width = 1280, height = 800 }: Looks = look
    await page.setViewportSize({ width, height })
    await ada.ask('PATCH', '/api/me', { locale: look.locale, theme: look.theme })
    const [{ id: caseId } = { id: '' }] = (await ada.ask<{ items: { id: string }[] }>('GET', `${of}/cases?status=all`))
      .items
    const [{ id: crisisId } = { id: '' }] = (await ada.ask<{ items: { id: string }[] }>('GET', `${of}/crises`)).items
    const places = ['', '/cases', `/cases/${caseId}`, '/crises', `/crises/${crisisId}`, '/people', '/bank']
    for (const place of places) {
      await page.goto(`/brands/${brand.id}/reputation${place}`)
      await page.locator('h1').waitFor()
      await page.waitForLoadState('networkidle')
      const shape = place.replaceAll(/[0-9a-f-]{36}/g, 'one').replaceAll('/', '-')
      await keepPicture(page, `11-reputation${shape}-${look.theme}${'width' in look ? '-phone' : ''}`, true)
      found.push(...(await axeFindings(page)), ...(await overflowing(page)))
    }
    assert.equal(context.pages().length, 1)
    assert.deepEqual(found, [])
  })
