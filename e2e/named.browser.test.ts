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

type Press = () => Promise<void>
const press =
  (key: string): Press =>
  () =>
    button(ada, key).first().click()

/** What stands there, and what each press opens over it. */
async function namelessAt(come: Press, presses: Press[]): Promise<string[]> {
  await come()
  const found = await namelessControls(ada.page)
  for (const [at, one] of presses.entries()) {
    if (at > 0) await come()
    await one()
    found.push(...(await namelessControls(ada.page)))
  }
  return found
}

test('a screen reader has a name for every control of the inbox, and of all that opens over it', { skip }, async () => {
  const { page } = ada
  const inList = await namelessAt(async () => {
    await page.goto('/inbox?folder=all')
    await rowOf(ada, talk.id).waitFor()
  }, [press('inbox.filters'), () => rowOf(ada, talk.id).locator('label').click()])
  const opened = [
    ...['inbox.act.more', 'inbox.more', 'inbox.act.assign', 'inbox.act.snooze', 'inbox.act.label'],
    ...['compose.emoji', 'compose.library', 'inbox.way.note'],
  ]
  const inTalk = await namelessAt(() => openTalk(ada, talk), opened.map(press))
  assert.deepEqual([...inList, ...inTalk, ...ada.troubles], [])
})

test('a screen reader has a name for every control of people and of support', { skip }, async () => {
  const { page } = ada
  const { personId } = await ada.ask<{ personId: string }>('GET', `/api/brands/${brand.id}/conversations/${talk.id}`)
  const adding: Record<string, string[]> = {
    ...{ people: [], [`people/${personId}`]: ['people.facts.change', 'people.consent.change', 'people.merge'] },
    ...{ 'people/suggestions': [], 'people/windows': [], support: [] },
    'support/levels': ['service.hours.add', 'service.level.add'],
    ...{ 'support/replies': ['service.reply.add'], 'support/macros': ['service.macro.add'] },
    ...{ 'support/labels': ['service.label.add'], 'support/articles': ['service.article.add'] },
    ...{ 'support/experts': ['service.expert.add'], 'support/alerts': ['service.channel.add'] },
  }
  const found: string[] = []
  for (const [path, keys] of Object.entries(adding)) {
    const come = async () => {
      await page.goto(`/brands/${brand.id}/${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
    }
    found.push(...(await namelessAt(come, keys.map(press))).map((one) => `${path}: ${one}`))
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
    '<main><button></button><a href="/x"><svg aria-hidden="true"></svg></a><input><button>Named</button></main>',
  )
  assert.equal((await namelessControls(stranger.page)).length, 3)
  await stranger.context.close()
})
