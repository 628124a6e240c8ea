import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inboxKeys } from '../web/screens/inbox/keys/inbox-keys.ts'
import { button, openTalk, rowOf } from './acts/answer.ts'
import { type Brand, beginWithBrand, connectPracticeByApi } from './acts/enter.ts'
import { publishOn, speakAll, type Talk } from './acts/talk.ts'
import { arrive, type Person } from './browser.ts'
import { namelessControls } from './clear.ts'
import { openStage, type Stage } from './stage.ts'

const stage = await openStage()
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage
const network = 'vk'

let brand: Brand
let ada: Person
let talk: Talk

before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila Coffee')
  const posts = await publishOn(ada, desk, brand, await connectPracticeByApi(ada, brand, [network]))
  const objectId = posts[network] ?? ''
  const [first] = await speakAll(ada, desk, [{ network, objectId, text: 'Do you grind the beans?' }])
  talk = first as Talk
})

/** What is pressed one after the other, each over what the last one opened. */
async function namelessAfter(presses: (() => Promise<void>)[]): Promise<string[]> {
  const found = await namelessControls(ada.page)
  for (const press of presses) {
    await press()
    found.push(...(await namelessControls(ada.page)))
    await ada.page.keyboard.press('Escape')
  }
  return found
}

test('a screen reader has a name for every control of the inbox, and of all that opens over it', { skip }, async () => {
  const { page } = ada
  const press = (key: string) => () => button(ada, key).first().click()
  await page.goto('/inbox?folder=all')
  await rowOf(ada, talk.id).waitFor()
  const inList = await namelessAfter([
    press('inbox.filters'),
    () => page.getByRole('button', { name: ada.say('inbox.order') }).click(),
    () => rowOf(ada, talk.id).locator('label').click(),
  ])
  await openTalk(ada, talk)
  const inTalk = await namelessAfter([
    press('inbox.act.more'),
    press('inbox.more'),
    press('inbox.act.assign'),
    press('inbox.act.snooze'),
    press('inbox.act.label'),
    press('compose.emoji'),
    press('compose.library'),
    press('inbox.way.note'),
    () =>
      page
        .locator('header')
        .getByRole('button', { name: /person and details/ })
        .click(),
  ])
  assert.deepEqual([...inList, ...inTalk, ...ada.troubles], [])
})

test('a screen reader has a name for every control of people and of support', { skip }, async () => {
  const { page } = ada
  const { personId } = await ada.ask<{ personId: string }>('GET', `/api/brands/${brand.id}/conversations/${talk.id}`)
  const adding: Record<string, string[]> = {
    ...{ people: [], [`people/${personId}`]: ['people.facts.change', 'people.consent.change', 'people.merge'] },
    ...{ 'people/suggestions': [], 'people/windows': [], support: [] },
    'support/levels': ['service.hours.add', 'service.level.add', 'service.duty.add'],
    ...{ 'support/replies': ['service.reply.add'], 'support/macros': ['service.macro.add'] },
    ...{ 'support/labels': ['service.label.add'], 'support/articles': ['service.article.add'] },
    ...{ 'support/experts': ['service.expert.add'], 'support/alerts': ['service.channel.add'] },
  }
  const found: string[] = []
  for (const [path, keys] of Object.entries(adding)) {
    await page.goto(`/brands/${brand.id}/${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const presses = keys.map((key) => () => button(ada, key).first().click())
    found.push(...(await namelessAfter(presses)).map((one) => `${path}: ${one}`))
  }
  assert.deepEqual([...found, ...ada.troubles], [])
})

test('the help tells every key of the inbox', { skip }, async () => {
  const { page, say } = ada
  await openTalk(ada, talk)
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: say('shell.help') })
  for (const { keys, words } of inboxKeys) {
    const line = help
      .getByRole('listitem')
      .filter({ hasText: say(words) })
      .filter({ hasText: keys.join('') })
    await line.first().waitFor()
  }
})

test('a button without a name would be found', { skip }, async () => {
  const stranger = await arrive(browser, desk.origin)
  await stranger.page.setContent(
    '<main><button></button><a href="/x"><svg></svg></a><input><button>Named</button></main>',
  )
  assert.equal((await namelessControls(stranger.page)).length, 3)
  await stranger.context.close()
})
