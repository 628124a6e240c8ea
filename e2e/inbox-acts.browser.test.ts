import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { before, test } from 'node:test'
import { answerField, button, doWith, messageOf, openTalk, rowOf, untilThere } from './acts/answer.ts'
import { type Account, type Brand, beginWithBrand, connectPracticeByApi, joinAs } from './acts/enter.ts'
import { publishOn, speakAll, type Talk } from './acts/talk.ts'
import { chooseFile, pasteFile, picture } from './acts/write.ts'
import { arrive, type Person } from './browser.ts'
import { axeFindings } from './clear.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const stage = await openStage()
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage

let brand: Brand
let ada: Person
let boris: Person
let accounts: Account[]
let talks: Record<keyof typeof questions, Talk>

/** Networks that let different things be done. */
const questions = {
  decaf: ['bluesky', 'Do you roast decaf as well?'],
  cup: ['bluesky', 'May I bring my own cup?'],
  fresh: ['bluesky', 'How long do beans stay fresh?'],
  rude: ['bluesky', 'You sold me stones, you thieves!'],
  bag: ['vk', 'Show me the new bag, please'],
  advert: ['vk', 'Cheap followers, write to me'],
  order: ['facebook', 'My order 4711 is late'],
  prize: ['mastodon', 'You won a telephone, press here'],
} as const

before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  boris = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila Coffee')
  accounts = await connectPracticeByApi(ada, brand, ['bluesky', 'vk', 'facebook', 'mastodon'])
  await joinAs(ada, boris, brand, { name: 'Boris Ivanov', email: 'boris@example.com', role: 'author' })
  await ada.ask('PUT', `/api/brands/${brand.id}/inbox-settings`, { undoSeconds: 1, approveAuthors: false })
  const posts = await publishOn(ada, desk, brand, accounts)
  const said = Object.values(questions).map(([network, text]) => ({ network, objectId: posts[network] ?? '', text }))
  const heard = await speakAll(ada, desk, said)
  talks = Object.fromEntries(Object.keys(questions).map((name, at) => [name, heard[at]])) as typeof talks
})

type Known = { state: string; unread: boolean; labels: string[]; assignee: { name: string } | null }
const known = ({ id }: Talk) => ada.ask<Known>('GET', `/api/brands/${brand.id}/conversations/${id}`)
const allOf = async (some: Talk[], look: (one: Known) => boolean) => (await Promise.all(some.map(known))).every(look)

test('several conversations are chosen with the keyboard, labelled, finished and brought back as they were', {
  skip,
}, async () => {
  const { page, say } = ada
  const { keyboard } = page
  const some = [talks.decaf, talks.cup, talks.fresh]
  const names = some.map((one) => one.id)
  await page.goto(`/inbox?folder=all&accounts=${accounts[0]?.id}`)
  for (const id of names) await rowOf(ada, id).waitFor()
  const left = new Set(names)
  for (let presses = 0; left.size > 0; presses++) {
    assert.ok(presses < 100, 'J comes to each of them')
    await keyboard.press('j')
    const id = await page.locator('[data-conversation]:has(a:focus)').getAttribute('data-conversation')
    if (left.delete(id ?? '')) await keyboard.press('x')
  }
  await page.getByText(say('inbox.chosen', { count: 3 })).waitFor()
  assert.deepEqual(await axeFindings(page), [])
  await keepPicture(page, '8-inbox-bulk')
  await keyboard.press('l')
  await page.getByRole('dialog', { name: say('inbox.act.label') }).waitFor()
  await keyboard.type('Wholesale')
  await keyboard.press('Enter')
  await until('all three are labelled', () => allOf(some, (one) => one.labels.includes('Wholesale')))
  await keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await keyboard.press('e')
  await page.getByText(say('inbox.did.done', { count: 3 })).waitFor()
  await until('all three are done', () => allOf(some, (one) => one.state === 'done' && !one.unread))
  await keyboard.press('z')
  await until('they are open and unread again', () => allOf(some, (one) => one.state === 'open' && one.unread))
  assert.deepEqual(ada.troubles, [])
})

test('ticked with the mouse, they are given to somebody, called spam, and taken back by the button that says so', {
  skip,
}, async () => {
  const { page, say } = ada
  const some = [talks.advert, talks.prize]
  await page.goto('/inbox?folder=all')
  const tick = async () => {
    for (const one of some) {
      await rowOf(ada, one.id).waitFor()
      await rowOf(ada, one.id).locator('label').click()
    }
    await page.getByText(say('inbox.chosen', { count: 2 })).waitFor()
  }
  const bar = page.getByRole('toolbar', { name: say('inbox.bulk') })
  const undo = page
    .getByRole('alertdialog')
    .getByRole('button', { name: say('ui.undo'), exact: true })
    .first()
  await tick()
  await button(ada, 'inbox.act.assign', bar).click()
  await page.getByRole('menuitem', { name: 'Boris Ivanov' }).click()
  await page.getByText(say('inbox.did.assigned', { count: 2 })).waitFor()
  await until('both are his', () => allOf(some, (one) => one.assignee?.name === 'Boris Ivanov'))
  await undo.click()
  await until('they are nobody’s again', () => allOf(some, (one) => one.assignee === null))
  await tick()
  await button(ada, 'inbox.act.spam', bar).click()
  await rowOf(ada, talks.prize.id).waitFor({ state: 'detached' })
  await until('both are spam', () => allOf(some, (one) => one.state === 'spam'))
  await undo.click()
  for (const one of some) await rowOf(ada, one.id).waitFor()
  await until('both are open', () => allOf(some, (one) => one.state === 'open'))
  await tick()
  const folders = page.getByRole('navigation', { name: say('inbox.folders') })
  await folders.getByRole('link', { name: say('inbox.folder.unread') }).click()
  await page.getByText(say('inbox.chosen', { count: 2 })).waitFor({ state: 'hidden' })
  assert.deepEqual(ada.troubles, [])
})

test('filters kept by a name are shared, opened by their address alone, changed and forgotten', { skip }, async () => {
  const { page, say } = ada
  const nav = (person: Person) => person.page.getByRole('navigation', { name: say('inbox.folders') })
  const view = (person: Person, name: string) => nav(person).getByRole('link', { name })
  await page.goto('/inbox?folder=all&labels=Wholesale')
  await rowOf(ada, talks.decaf.id).waitFor()
  await button(ada, 'inbox.view.save').first().click()
  const dialog = page.getByRole('dialog', { name: say('inbox.view.save') })
  await dialog.getByRole('textbox', { name: say('inbox.view.name') }).fill('Wholesale')
  await dialog.locator('label', { hasText: say('inbox.view.share') }).click()
  await button(ada, 'ui.save', dialog).click()
  await view(ada, 'Wholesale').waitFor()
  const { items } = await ada.ask<{ items: { id: string }[] }>('GET', '/api/inbox/views')
  const id = items[0]?.id ?? ''
  await boris.page.goto(`/inbox?view=${id}`)
  await rowOf(boris, talks.cup.id).waitFor()
  await rowOf(boris, talks.rude.id).waitFor({ state: 'detached' })
  await view(boris, 'Wholesale').and(boris.page.locator('[aria-current]')).waitFor()
  assert.equal(await nav(boris).getByRole('button').count(), 0)
  await keepPicture(boris.page, '8-inbox-view')
  const menu = (name: string) => nav(ada).getByRole('button', { name: say('inbox.view.menu', { name }) })
  const choose = async (name: string, key: string) => {
    await menu(name).click()
    await page.getByRole('menuitem', { name: say(key), exact: true }).click()
  }
  await choose('Wholesale', 'inbox.view.change')
  await page.getByRole('textbox', { name: say('inbox.view.name') }).fill('Big buyers')
  await button(ada, 'ui.save').click()
  await view(ada, 'Big buyers').waitFor()
  await page.goto('/inbox?folder=all&q=stones')
  await rowOf(ada, talks.rude.id).waitFor()
  await choose('Big buyers', 'inbox.view.refill')
  await page.getByText(say('inbox.view.refilled', { name: 'Big buyers' })).waitFor()
  await boris.page.goto(`/inbox?view=${id}`)
  await rowOf(boris, talks.rude.id).waitFor()
  await choose('Big buyers', 'inbox.view.delete')
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: say('inbox.view.delete'), exact: true })
    .click()
  await view(ada, 'Big buyers').waitFor({ state: 'detached' })
  await boris.page.reload()
  await rowOf(boris, talks.rude.id).waitFor()
  assert.equal(await view(boris, 'Big buyers').count(), 0)
  assert.deepEqual([...ada.troubles, ...boris.troubles], [])
})

test('rude words are hidden, shown again and liked, their author blocked; the conversation and the audit tell who did it', {
  skip,
}, async () => {
  const { page, say } = ada
  const [, words] = questions.rude
  const message = messageOf(ada, words)
  await openTalk(ada, talks.rude)
  await doWith(ada, words, 'hide')
  await message.getByText(say('inbox.hidden')).waitFor()
  await page.getByText(say('inbox.acting.hide')).waitFor()
  await keepPicture(page, '8-inbox-hidden')
  await page.keyboard.press('z')
  await message.getByText(say('inbox.hidden')).waitFor({ state: 'hidden' })
  await button(ada, 'inbox.act.like', message).click()
  await message.getByText(say('inbox.liked')).waitFor()
  await doWith(ada, words, 'block')
  const asking = page.getByRole('alertdialog', { name: say('inbox.ask.block') })
  await asking.getByRole('button', { name: say('inbox.act.block'), exact: true }).click()
  await message.getByText(say('inbox.acted.block', { by: 'Ada Ilieva' })).waitFor()
  await page.getByText(/Ada Ilieva hid what/).waitFor()
  await page.getByText(/Ada Ilieva blocked/).waitFor()
  assert.deepEqual(await axeFindings(page), [])
  await keepPicture(page, '8-inbox-blocked')
  const acts = await auditOf(words)
  for (const kind of ['hide', 'unhide', 'like', 'block'])
    assert.ok(acts.includes(`interaction.${kind} Ada Ilieva`), `${kind} among ${acts}`)
})

test('what is deleted at the network keeps its words for the team, and what is reported says so', {
  skip,
}, async () => {
  const { page, say } = ada
  const [, words] = questions.advert
  await openTalk(ada, talks.advert)
  await doWith(ada, words, 'delete')
  const asking = page.getByRole('alertdialog', { name: say('inbox.ask.delete') })
  await asking.getByRole('button', { name: say('inbox.act.delete'), exact: true }).click()
  const deleted = page.getByRole('article').filter({ hasText: say('inbox.deleted') })
  await deleted.getByText(say('inbox.deleted.kept')).click()
  await deleted.getByText(words).waitFor()
  await button(ada, 'inbox.act.more', deleted).click()
  await page.getByRole('menuitem', { name: say('inbox.act.block'), exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await keepPicture(page, '8-inbox-deleted')
  assert.ok((await auditOf(words)).includes('interaction.delete Ada Ilieva'))
  assert.ok(!(await desk.lab.live()).some((one) => one.text === words))

  const [, prize] = questions.prize
  await openTalk(ada, talks.prize)
  await doWith(ada, prize, 'report')
  await page
    .getByRole('alertdialog', { name: say('inbox.ask.report') })
    .getByRole('button', { name: say('inbox.act.report'), exact: true })
    .click()
  await messageOf(ada, prize)
    .getByText(say('inbox.acted.report', { by: 'Ada Ilieva' }))
    .waitFor()
  await until('the network has the report', async () => (await desk.lab.ledger()).some((one) => one.kind === 'report'))
  assert.deepEqual(ada.troubles, [])
})

/** Who did what with these words, as the audit trail keeps it. */
async function auditOf(words: string): Promise<string[]> {
  type Act = { name: string; by: string | null; details: { text?: string } }
  const { items } = await ada.ask<{ items: Act[] }>('GET', '/api/acts?limit=100')
  return items.filter((one) => one.details.text === words).map((one) => `${one.name} ${one.by}`)
}

test('pictures from the disk and from the library go with an answer, and are refused in words where they cannot', {
  skip,
}, async () => {
  const { page, say } = ada
  await inLibrary('flat-white.png')
  await openTalk(ada, talks.bag)
  await chooseFile(ada, [picture('spring-bag.png')])
  const files = page.getByRole('list', { name: say('inbox.files'), exact: true })
  await files.getByRole('img').first().waitFor()
  await button(ada, 'compose.library').click()
  const library = page.getByRole('dialog', { name: say('media.pick.title') })
  await library.getByRole('button', { name: 'flat-white.png' }).click()
  await library.getByRole('button', { name: say('media.pick.take', { count: 1 }) }).click()
  await files.getByRole('img').nth(1).waitFor()
  await answerField(ada).fill('Here it is, and a cup with it.')
  await keepPicture(page, '8-inbox-files')
  await answerField(ada).press('Control+Enter')
  await untilThere(desk, 'Here it is, and a cup')
  await messageOf(ada, 'Here it is')
    .getByText(say('inbox.sent.by', { name: 'Ada Ilieva' }))
    .waitFor()
  assert.equal(
    await messageOf(ada, 'Here it is')
      .getByRole('list', { name: say('inbox.files') })
      .getByRole('img')
      .count(),
    2,
  )
  assert.equal((await desk.lab.ledger()).filter((one) => one.network === 'vk' && one.kind === 'upload').length, 2)

  await openTalk(ada, talks.decaf)
  assert.equal(await button(ada, 'compose.upload').count(), 0)
  await answerField(ada).fill('Words that stay')
  await pasteFile(answerField(ada), picture('flat-white.png'))
  await page.getByText(say('inbox.files.none')).waitFor()
  assert.equal(await answerField(ada).inputValue(), 'Words that stay')
  await answerField(ada).fill('')
  assert.deepEqual(ada.troubles, [])
})

async function inLibrary(name: string): Promise<void> {
  const form = new FormData()
  form.append('file', new File([readFileSync(picture(name))], basename(name), { type: 'image/png' }), basename(name))
  const answer = await ada.context.request.post(`${desk.origin}/api/brands/${brand.id}/media`, {
    headers: { origin: desk.origin, 'idempotency-key': crypto.randomUUID() },
    multipart: form,
  })
  assert.ok(answer.ok(), `the library answered ${answer.status()}`)
}

test('a public complaint is answered in private, and everybody of the team sees that only its author reads it', {
  skip,
}, async () => {
  const { page, say } = ada
  await openTalk(ada, talks.order)
  await page.keyboard.press('p')
  await answerField(ada, 'private').fill('Sorry! Which address shall we send it to?')
  await button(ada, 'inbox.send.private').click()
  await untilThere(desk, 'Which address shall we')
  const answer = messageOf(ada, 'Which address shall we')
  await answer.getByText(say('inbox.sent.by', { name: 'Ada Ilieva' })).waitFor()
  await answer.getByText(say('inbox.private.only')).waitFor()
  assert.deepEqual(await axeFindings(page), [])
  await keepPicture(page, '8-inbox-private')
  const there = (await desk.lab.ledger()).find((one) => one.text?.includes('Which address shall we'))
  assert.equal(there?.kind, 'message')
  assert.deepEqual(ada.troubles, [])
})
