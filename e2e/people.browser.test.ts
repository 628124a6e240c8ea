import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { type Brand, beginWithBrand, connectPracticeByApi } from './acts/enter.ts'
import { publish, speak } from './acts/talk.ts'
import { arrive, type Person } from './browser.ts'
import { axeFindings } from './clear.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const stage = await openStage({ program: [join(import.meta.dirname, 'movable-desk.ts')] })
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage
const network = 'bluesky'
const day = 86_400_000

type Known = { id: string; name: string; temperature: string; identities: { handle: string }[] }

let brand: Brand
let ada: Person
let post: string

before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila Coffee')
  const [account] = await connectPracticeByApi(ada, brand, [network])
  post = await publish(ada, desk, brand, account?.id ?? '')
})

const people = async (query = '') =>
  (await ada.ask<{ items: Known[] }>('GET', `/api/brands/${brand.id}/people?limit=200${query}`)).items
const title = (name: string) => ada.page.getByRole('heading', { level: 1, name })

/** Somebody nobody knew until they said this. The desk asks what is new once a minute, which passes at once. */
async function newcomer(words: string): Promise<Known> {
  const before = new Set((await people()).map((one) => one.id))
  const someoneNew = async () => {
    const spoken = speak(ada, desk, network, post, words)
    await desk.lab.ask('POST', '/clock', { moveByMs: 61_000 })
    const path = `/api/brands/${brand.id}/conversations/${(await spoken).id}`
    const { personId } = await ada.ask<{ personId: string | null }>('GET', path)
    return (await people('&order=new')).find((one) => one.id === personId && !before.has(one.id))
  }
  return until(`somebody new says: ${words}`, someoneNew, 120_000)
}

test('who speaks to the brand for the first time is on the screen at once, with words to greet them', {
  skip,
}, async () => {
  const { page, say } = ada
  await page.goto(`/brands/${brand.id}/people`)
  await title(say('people.list')).waitFor()
  const shopper = await newcomer('Hello! Do you ship to Plovdiv?')
  const copy = page.getByRole('button', { name: say('people.fresh.copy', { name: shopper.name }) })
  const fresh = page.locator('section').filter({ has: page.getByRole('heading', { name: say('people.fresh') }) })
  const others = fresh.locator('button[aria-expanded=false]')
  await until('the newcomer is shown, or stands behind others who came as well', async () => {
    if (await others.isVisible()) await others.click()
    return copy.isVisible()
  })
  await keepPicture(page, '9-people-fresh')
  assert.deepEqual(await axeFindings(page), [])
  await copy.click()
  const greeting = await page.evaluate<string>('navigator.clipboard.readText()')
  assert.match(greeting, new RegExp(`^Hello, .*${shopper.name.split(' ')[0]}`))
})

test('a person is described, and their warmth falls as time is moved', {
  skip,
}, async () => {
  const { page, say } = ada
  const shopper = await newcomer('Is the decaf roasted weekly?')
  await page.goto(`/brands/${brand.id}/people/${shopper.id}`)
  await page.getByRole('main').getByText('Is the decaf roasted weekly?').waitFor()
  await page.getByRole('textbox', { name: say('people.tags.add') }).fill('decaf')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: say('people.tags.drop', { tag: 'decaf' }) }).waitFor()
  await page.getByRole('textbox', { name: say('people.notes.new') }).fill('Bakes on Sundays.')
  await page.getByRole('button', { name: say('people.notes.write') }).click()
  await page.getByText('Bakes on Sundays.').waitFor()
  await page.getByRole('button', { name: say('people.consent.change') }).click()
  await page.getByRole('button', { name: say('ui.save') }).click()
  await page
    .getByRole('textbox', { name: say('people.consent.source') })
    .and(page.locator('[aria-invalid=true]'))
    .waitFor()
  await page.getByRole('textbox', { name: say('people.consent.source') }).fill('Card at the fair')
  await page.getByRole('button', { name: say('ui.save') }).click()
  await page.getByText('Card at the fair').waitFor()
  assert.deepEqual(await axeFindings(page), [])
  await keepPicture(page, '9-person')
  const warmthAfter = async (days: number) => {
    await desk.lab.ask('POST', '/clock', { moveByMs: days * day })
    return (await people('&tag=decaf'))[0]?.temperature
  }
  assert.equal((await people('&tag=decaf'))[0]?.temperature, 'warm')
  assert.equal(await warmthAfter(2), 'cooling')
  await page.reload()
  await page.getByText(say('people.temperature.cooling'), { exact: true }).first().waitFor()
  assert.deepEqual((await people('&temperature=cooling')).map((one) => one.id).includes(shopper.id), true)
})

test('two profiles are compared, become one person, and are two again', { skip }, async () => {
  const { page, say } = ada
  const [one, two] = [await newcomer('Which grinder do you use?'), await newcomer('I have two accounts, by the way')]
  await page.goto(`/brands/${brand.id}/people/${one.id}`)
  await page.getByRole('button', { name: say('people.merge'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('searchbox', { name: say('people.merge.search') }).fill(two.name)
  await dialog
    .getByRole('button', { name: say('people.compareWith', { name: two.name }) })
    .first()
    .click()
  const act = dialog.getByRole('button', { name: say('people.merge.act') })
  await act.waitFor()
  assert.deepEqual(await axeFindings(page, true), [])
  await keepPicture(page, '9-people-compared')
  await act.click()
  await page.getByRole('list', { name: say('people.merges') }).waitFor()
  assert.ok(!(await people()).some((each) => each.id === two.id))
  await page
    .getByRole('list', { name: say('people.merges') })
    .getByRole('button', { name: say('people.merges.undo') })
    .click()
  await page.getByText(say('people.merges.undone'), { exact: true }).waitFor()
  assert.ok((await people()).some((each) => each.id === two.id))
})

test('who asks to be forgotten is gone from the desk, with their words', { skip }, async () => {
  const { page, say } = ada
  const leaving = await newcomer('Please forget that I was here')
  await page.goto(`/brands/${brand.id}/people/${leaving.id}`)
  await page.getByRole('button', { name: say('people.erase'), exact: true }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: say('people.erase.act') })
    .click()
  await title(say('people.list')).waitFor()
  assert.ok(!(await people()).some((each) => each.id === leaving.id))
  await page.goto(`/brands/${brand.id}/people/${leaving.id}`)
  await page.getByText(say('people.gone'), { exact: true }).waitFor()
  assert.deepEqual(ada.troubles, [])
})
