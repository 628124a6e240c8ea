import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Brand, beginWithBrand } from './acts/enter.ts'
import { listenByInlet, tellInlet } from './acts/tell-inlet.ts'
import { arrive, type Person, phone } from './browser.ts'
import { axeFindings, overflowing } from './clear.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const stage = await openStage()
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage

let brand: Brand
let ada: Person
const site = 'https://forum.example/talk'
const ivan = { handle: '@ivan', name: 'Ivan Petrov', followers: 5_200 }

before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila Coffee')
})

const at = () => `/brands/${brand.id}/listening/dashboard`
const press = (key: string) =>
  ada.page
    .getByRole('button', { name: ada.say(key), exact: true })
    .first()
    .click()

test('a period in which nothing was heard says so', { skip }, async () => {
  const { page, say } = ada
  await page.goto(at())
  await page.getByText(say('figures.none'), { exact: true }).waitFor()
  assert.deepEqual(await axeFindings(page), [])
})

test('what was said is counted, and a number opens what it counts', { skip }, async () => {
  const { page, say } = ada
  const inlet = await listenByInlet(ada, brand, 'rila NEAR/3 coffee')
  const talk = [
    { id: '1', text: 'Rila coffee came late and cold, terrible service', url: `${site}/1`, author: ivan },
    { id: '2', text: 'I love Rila coffee, delicious as ever', url: `${site}/2`, author: { handle: 'maria' } },
    { id: '3', text: 'Where can I buy Rila coffee in Plovdiv?', url: `${site}/3`, author: { handle: 'petar' } },
  ]
  // Told again until it is heard: what is told before a new query is in hand concerns nobody.
  const counted = async () => {
    await tellInlet(desk, inlet, talk)
    const query = `from=${new Date(Date.now() - 86_400_000).toISOString()}&to=${new Date(Date.now() + 86_400_000).toISOString()}`
    const told = await ada.ask<{ all: { mentions: number } }>(
      'GET',
      `/api/brands/${brand.id}/listening/dashboard?${query}`,
    )
    return told.all.mentions === 3
  }
  await until('all three are counted', counted)
  await page.reload()
  const chart = page.getByRole('slider', { name: say('figures.volume.chart') })
  await chart.focus()
  await chart.press('End')
  assert.match((await chart.getAttribute('aria-valuetext')) ?? '', /1/)
  assert.deepEqual(await axeFindings(page), [])
  await keepPicture(page, 'listening-dashboard', true)
  await press('ui.chart.table')
  await page.getByRole('table').first().getByRole('link', { name: '1', exact: true }).first().click()
  await page.locator('[data-row]').first().waitFor()
  assert.equal(await page.locator('[data-row]').count(), 1)
})

test('figures are kept under a name and held against those of now', { skip }, async () => {
  const { page, say } = ada
  await page.goto(at())
  await press('figures.baselines.keep')
  await page.getByRole('textbox', { name: say('figures.baselines.name') }).fill('Before spring')
  await press('ui.save')
  await press('figures.baselines.compare')
  const compared = page.getByRole('region', { name: 'Before spring' })
  await compared
    .getByRole('row', { name: say('figures.mentions') })
    .first()
    .waitFor()
  assert.deepEqual(await axeFindings(page), [])
  assert.deepEqual(ada.troubles, [])
})

test('it fits a phone, in the dark and in Ukrainian', { skip }, async () => {
  const person = await arrive(browser, desk.origin, { ...phone, theme: 'dark', locale: 'uk' })
  await person.ask('POST', '/api/session', { email: 'ada@example.com', password: 'a sentence one remembers' })
  await person.ask('PATCH', '/api/me', { locale: 'uk' })
  await person.page.goto(at())
  await person.page.getByRole('table').first().waitFor()
  assert.deepEqual(await axeFindings(person.page), [])
  assert.deepEqual(await overflowing(person.page), [])
  await keepPicture(person.page, 'listening-dashboard-phone', true)
  await person.context.close()
})
