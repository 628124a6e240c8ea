import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Brand, beginWithBrand, signIn } from './acts/enter.ts'
import { type Inlet, listenByInlet, tellInlet } from './acts/tell-inlet.ts'
import { arrive, type Person, phone } from './browser.ts'
import { axeFindings, overflowing } from './clear.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const stage = await openStage()
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage

type Brief = { id: string; sentiment: string; isSpam: boolean; corrected: string[] }

let brand: Brand
let ada: Person
let inlet: Inlet
const site = 'https://forum.example/talk'
const author = { handle: '@ivan', name: 'Ivan Petrov', followers: 5_200 }

before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila Coffee')
})

const found = async (query = '') =>
  (await ada.ask<{ items: Brief[] }>('GET', `/api/brands/${brand.id}/listening/mentions?${query}`)).items
const row = (text: string) => ada.page.locator('[data-row]', { hasText: text })

test('who listens for nothing yet is told what to do first', { skip }, async () => {
  const { page, say } = ada
  await page.goto(`/brands/${brand.id}/listening`)
  await page.getByText(say('listen.no.queries'), { exact: true }).waitFor()
  assert.deepEqual(await axeFindings(page), [])
  inlet = await listenByInlet(ada, brand, 'rila NEAR/3 coffee')
})

test('what is said appears at once with what was found in it, and why', { skip }, async () => {
  const { page, say } = ada
  await page.reload()
  await tellInlet(desk, inlet, [
    { id: '1', text: 'The weather is fine today', url: `${site}/1`, author },
    { id: '2', text: 'Rila coffee came late and cold, terrible service', url: `${site}/2`, author },
    { id: '3', text: 'Win cheap followers with Rila coffee now', url: `${site}/3`, author: { handle: 'bot' } },
  ])
  await row('came late').waitFor()
  assert.equal(await row('weather').count(), 0)
  await row('came late').getByRole('link').click()
  const mention = page.getByRole('article', { name: say('listen.mention') })
  await mention.getByText(say('listen.followers', { count: 5_200 })).waitFor()
  assert.deepEqual(await mention.locator('mark').allInnerTexts(), ['Rila', 'coffee'])
  await mention.locator('code', { hasText: 'rila NEAR/3 coffee' }).waitFor()
  await keepPicture(page, 'listening-stream')
  assert.deepEqual(await axeFindings(page), [])
})

test('a key corrects the sentiment, another puts spam out, and both are undone', { skip }, async () => {
  const { page, say } = ada
  await page.keyboard.press('3')
  const isCorrected = async () => (await found('sentiment=positive')).some((one) => one.corrected.includes('sentiment'))
  await until('the correction is kept', isCorrected)
  await page.getByText(say('listen.did.felt', { count: 1 })).waitFor()
  await page.keyboard.press('z')
  await until('it is undone', async () => !(await isCorrected()))
  await page.keyboard.press('Escape')
  await row('cheap followers').getByRole('link').focus()
  await page.keyboard.press('s')
  await until('it is put out', async () => (await found('folder=spam')).length === 1)
  await row('cheap followers').waitFor({ state: 'detached' })
  const told = page.getByRole('alertdialog', { name: say('listen.did.spam', { count: 1 }) })
  await told.getByRole('button', { name: say('ui.undo') }).click()
  await until('it is back', async () => (await found('folder=spam')).length === 0)
  await row('cheap followers').waitFor()
})

test('a mention becomes a page of a case, by one key', { skip }, async () => {
  const { page, say } = ada
  await row('came late').getByRole('link').click()
  await page.keyboard.press('c')
  await page
    .getByRole('dialog')
    .getByRole('menuitem', { name: say('repute.case.add') })
    .click()
  await page.getByRole('textbox', { name: say('repute.case.title') }).fill('Cold coffee')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('ui.save') })
    .click()
  await page.getByText(say('listen.did.case', { count: 1 })).waitFor()
  const { items } = await ada.ask<{ items: { pages: number }[] }>('GET', `/api/brands/${brand.id}/cases?status=all`)
  assert.deepEqual(
    items.map((one) => one.pages),
    [1],
  )
})

test('what comes while one reads further down waits behind a word, and the search tells what it cannot read', {
  skip,
}, async () => {
  const { page, say } = ada
  const many = Array.from({ length: 40 }, (_, n) => ({ id: `m${n}`, text: `Rila coffee, cup ${n}`, author }))
  await tellInlet(desk, inlet, many)
  await until('all are kept', async () => (await found('limit=200')).length === 42)
  const list = page.getByRole('region', { name: say('listen.list') })
  await until('the list is long', () => list.evaluate((element) => element.scrollHeight > 3_000))
  await list.evaluate((element) => element.scrollTo({ top: 1_500 }))
  await tellInlet(desk, inlet, [{ id: 'late', text: 'Rila coffee again', url: `${site}/9`, author }])
  await until('it is kept', async () => (await found('limit=200')).length === 43)
  await keepPicture(page, 'listening-fresh')
  await page.getByRole('button', { name: say('listen.fresh', { count: 1 }) }).click()
  await row('coffee again').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('"cup 7')
  await page
    .getByText(/quotation/)
    .first()
    .waitFor()
  await page.keyboard.type('"')
  await until('one is left', async () => (await page.locator('[data-row]').count()) === 1)
  await keepPicture(page, 'listening-search')
})

test('it reads on a phone and in the dark', { skip }, async () => {
  const looks = await arrive(browser, desk.origin, { ...phone, theme: 'dark', locale: 'uk' })
  await signIn(looks)
  await looks.page.goto(`/brands/${brand.id}/listening`)
  await looks.page.locator('[data-row]').first().waitFor()
  await keepPicture(looks.page, 'listening-phone')
  assert.deepEqual(await overflowing(looks.page), [])
  await looks.page.locator('[data-row] a').first().click()
  await looks.page.getByRole('article').first().waitFor()
  await keepPicture(looks.page, 'listening-phone-open')
  assert.deepEqual(await overflowing(looks.page), [])
  assert.deepEqual(await axeFindings(looks.page), [])
})
