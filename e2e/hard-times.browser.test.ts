import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Locator } from 'playwright-core'
import { fillWay } from './acts/connect.ts'
import { type Account, type Brand, beginWithBrand, connectPracticeByApi, joinAs } from './acts/enter.ts'
import { setMoment, wallIn } from './acts/plan.ts'
import { accountChoice, beginPost, chooseFile, filesOf, untilSaved, words } from './acts/write.ts'
import { arrive, type Person } from './browser.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const stage = await openStage({ wired: true })
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage

let ada: Person
let brand: Brand
let boris: Person
let accounts: Account[]

before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila Coffee')
  accounts = await connectPracticeByApi(ada, brand, ['bluesky'])
  boris = await arrive(browser, desk.origin)
  await joinAs(ada, boris, brand, { name: 'Boris Dimov', email: 'boris@example.com', role: 'author' })
})

type Post = { id: string; title: string; body: { parts: { text: string }[] }; publications: { state: string }[] }

const postIdOf = ({ page }: Person) => new URL(page.url()).pathname.split('/').at(-1) ?? ''
const readPost = (id: string) => ada.ask<Post>('GET', `/api/brands/${brand.id}/posts/${id}`)
const textOf = async (id: string) => (await readPost(id)).body.parts[0]?.text

/** A post that the server has, open in the composer. */
async function begun(text: string): Promise<string> {
  await beginPost(ada, brand)
  await accountChoice(ada).first().click()
  await words(ada).fill(text)
  await untilSaved(ada)
  await ada.page.waitForURL(/compose\/[0-9a-f-]{36}$/)
  const id = postIdOf(ada)
  await until('the server has the post', async () => (await textOf(id)) === text)
  return id
}

const button = ({ page, say }: Person, key: string): Locator =>
  page.getByRole('button', { name: say(key), exact: true })

test('no keystroke is lost when the page is reloaded in the middle of a word', { skip }, async () => {
  await begun('The first')
  await words(ada).press('End')
  await words(ada).pressSequentially(' sacks of the new harv')
  await ada.page.reload()
  await words(ada).waitFor()
  assert.equal(await words(ada).inputValue(), 'The first sacks of the new harv')
})

test('what is typed while the line is cut is kept, said to be kept, and saved when the line is back', {
  skip,
}, async () => {
  const id = await begun('Before.')
  desk.wire?.cut()
  await words(ada).press('End')
  await words(ada).pressSequentially(' During.')
  await ada.page.getByText(ada.say('compose.save.offline')).waitFor()
  await ada.page.getByText(ada.say('shell.link.lost')).waitFor()
  await keepPicture(ada.page, '5-line-cut')
  desk.wire?.mend()
  await ada.page.getByText(ada.say('shell.link.lost')).waitFor({ state: 'detached', timeout: 45_000 })
  await words(ada).press('End')
  await words(ada).pressSequentially(' After.')
  await until('everything is saved', async () => (await textOf(id)) === 'Before. During. After.', 45_000)
})

test('two tabs that change different things of one post both keep what they wrote', { skip }, async () => {
  const id = await begun('Words of the first tab')
  const tab = { ...ada, page: await ada.context.newPage() }
  await tab.page.goto(`/brands/${brand.id}/compose/${id}`)
  await tab.page.getByRole('textbox', { name: ada.say('compose.field.title') }).fill('Title of the second tab')
  await words(ada).fill('Words of the first tab, and more')
  await until('both are saved', async () => {
    const post = await readPost(id)
    return post.title === 'Title of the second tab' && post.body.parts[0]?.text === 'Words of the first tab, and more'
  })
  await until('the second tab shows the words', async () => /and more$/.test(await words(tab).inputValue()))
  await tab.page.close()
})

test('two people in one post see each other, and words both changed are laid before them', { skip }, async () => {
  const id = await begun('Coffee at eight')
  await boris.page.goto(`/brands/${brand.id}/compose/${id}`)
  await words(boris).focus()
  await ada.page
    .getByRole('list', { name: ada.say('compose.people') })
    .getByText(/Boris Dimov/)
    .waitFor()
  await boris.page
    .getByRole('list', { name: boris.say('compose.people') })
    .getByText(/Ada Ilieva/)
    .waitFor()
  await keepPicture(ada.page, '5-two-people')

  await boris.context.setOffline(true)
  await words(boris).fill('Coffee at nine')
  await words(ada).fill('Coffee at seven')
  await until('hers is saved', async () => (await textOf(id)) === 'Coffee at seven')
  await boris.context.setOffline(false)
  const dialog = boris.page.getByRole('alertdialog', { name: boris.say('compose.collided.title') })
  await dialog.waitFor({ timeout: 45_000 })
  for (const one of ['Coffee at nine', 'Coffee at seven']) await dialog.getByText(one, { exact: true }).waitFor()
  await keepPicture(boris.page, '5-collided')
  await dialog.locator('label', { hasText: boris.say('compose.collided.take.both') }).click()
  await dialog.getByRole('button', { name: boris.say('compose.collided.settle') }).click()
  const both = await until('both stand', async () => {
    const text = (await textOf(id)) ?? ''
    return text.includes('nine') && text.includes('seven') && text
  })
  await until('she sees both', async () => (await words(ada).inputValue()) === both)
})

test('a preview that cannot be had takes nothing away from the post', { skip }, async () => {
  const id = await begun('Coffee at ten')
  let refused = 0
  await boris.page.route('**/assets/preview-*', (route) => {
    refused++
    return route.abort('internetdisconnected')
  })
  await boris.page.goto(`/brands/${brand.id}/compose/${id}`)
  await until('the preview was asked for', async () => refused > 0)
  await words(boris).fill('Coffee at eleven')
  await until('it is saved', async () => (await textOf(id)) === 'Coffee at eleven')
  await boris.page.unrouteAll({ behavior: 'wait' })
})

test('leaving a post and going back finds it as it was, and makes no second one', { skip }, async () => {
  const countPosts = async () =>
    (await ada.ask<{ items: unknown[] }>('GET', `/api/brands/${brand.id}/posts?limit=200`)).items.length
  const before = await countPosts()
  await begun('Going away for a moment')
  await ada.page
    .getByRole('link', { name: ada.say('calendar.nav'), exact: true })
    .first()
    .click()
  await ada.page.getByRole('heading', { name: ada.say('calendar.title') }).waitFor()
  await ada.page.goBack()
  await words(ada).waitFor()
  assert.equal(await words(ada).inputValue(), 'Going away for a moment')
  await ada.page.goForward()
  await ada.page.getByRole('heading', { name: ada.say('calendar.title') }).waitFor()
  assert.equal(await countPosts(), before + 1)
})

test('a double click on schedule plans once, and one on publish publishes once', { skip }, async () => {
  const id = await begun('Pressed twice')
  await setMoment(ada, wallIn(86_400_000))
  await ada.page.getByRole('button', { name: /^Schedule for/ }).dblclick()
  await ada.page.getByText(/^Planned for/).waitFor()
  assert.deepEqual(
    (await readPost(id)).publications.map((one) => one.state),
    ['planned'],
  )
  await button(ada, 'compose.act.unschedule').click()
  await ada.page.getByText(/^Planned for/).waitFor({ state: 'detached' })

  await button(ada, 'compose.act.now').dblclick()
  const asking = ada.page.getByRole('alertdialog', { name: ada.say('compose.now.title') })
  await asking.getByRole('button', { name: ada.say('compose.act.now'), exact: true }).dblclick()
  await asking.waitFor({ state: 'detached' })
  await until('it is out', async () => (await readPost(id)).publications.some((one) => one.state === 'published'))
  const made = (await desk.lab.ledger()).filter((one) => one.text === 'Pressed twice')
  assert.equal(made.length, 1)
})

test('301 letters are marked while they are written, and neither the screen nor the API lets them out', {
  skip,
}, async () => {
  const id = await begun(`${'й'.repeat(299)}👩🏽‍🚀`)
  await ada.page
    .getByText(ada.say('compose.counter', { name: 'Bluesky', used: 300, max: 300, unit: '' }).slice(0, 15))
    .first()
    .waitFor({ state: 'attached' })
  assert.equal(await words(ada).getAttribute('aria-invalid'), null)
  await words(ada).press('End')
  await words(ada).pressSequentially('!')
  await ada.page.locator('textarea[aria-invalid=true]').waitFor()
  await ada.page.getByText(ada.say('compose.not.errors', { count: 1 })).waitFor()
  assert.ok(await button(ada, 'compose.act.now').isDisabled())
  await keepPicture(ada.page, '5-too-long')
  await untilSaved(ada)
  await until('the server has 301', async () => ((await textOf(id)) ?? '').endsWith('!'))
  await assert.rejects(ada.ask('POST', `/api/brands/${brand.id}/posts/${id}/publish-now`, {}), /answered 4\d\d/)
})

test('a time that has passed is refused where it is typed', { skip }, async () => {
  await begun('Too late')
  await setMoment(ada, wallIn(-86_400_000))
  await ada.page.getByText(ada.say('compose.plan.past')).waitFor()
  assert.ok(await ada.page.getByRole('button', { name: /^Schedule for/ }).isDisabled())
  await keepPicture(ada.page, '5-past')
})

test('a wrong app password and a server that is not there are told in the form, which keeps what was typed', {
  skip,
}, async () => {
  await fillWay(ada, brand, 'Bluesky', /password/i, [
    'nobody.example.com',
    'abcd-efgh-ijkl-mnop',
    `${desk.lab.origin}/bluesky`,
  ])
  await ada.page.getByRole('button', { name: ada.say('accounts.connect.act'), exact: true }).click()
  await complaint(ada).waitFor()
  await keepPicture(ada.page, '5-wrong-password')
  assert.equal(await ada.page.locator('form input:not([type=radio])').first().inputValue(), 'nobody.example.com')
  await ada.page.locator('form input:not([type=radio])').nth(2).fill('https://nothing-is-here.invalid')
  await ada.page.getByRole('button', { name: ada.say('accounts.connect.act'), exact: true }).click()
  await until('another complaint', async () => (await complaint(ada).textContent())?.includes('nothing-is-here'))
  await keepPicture(ada.page, '5-dead-instance')
})

const complaint = ({ page }: Person) =>
  page.locator('form').locator('[role=alert], [slot=errorMessage], [class*=error]').first()

test('an executable that calls itself a picture is refused in words, and the post has no file', { skip }, async () => {
  await begun('With a picture')
  const path = join(tmpdir(), `holiday-${process.pid}.png`)
  writeFileSync(path, Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(4_096, 7)]))
  await chooseFile(ada, [path])
  await ada.page
    .getByRole('list', { name: ada.say('compose.uploads') })
    .getByRole('alert')
    .waitFor()
  await keepPicture(ada.page, '5-executable')
  assert.equal(await filesOf(ada).count(), 0)
})

test('a notice arrives without a reload, also after the line was cut and came back by itself', { skip }, async () => {
  const bell = (count: number) =>
    ada.page.getByRole('button', { name: ada.say('shell.notices.count', { count }), exact: true })
  await ada.page.goto(`/brands/${brand.id}`)
  await bell(0).waitFor()
  await submitAs(boris, 'For approval, one')
  await bell(1).waitFor()
  desk.wire?.cut()
  await ada.page.getByText(ada.say('shell.link.lost')).waitFor({ timeout: 45_000 })
  desk.wire?.mend()
  await ada.page.getByText(ada.say('shell.link.lost')).waitFor({ state: 'detached', timeout: 45_000 })
  await submitAs(boris, 'For approval, two')
  await bell(2).waitFor()
  assert.deepEqual([...ada.troubles, ...boris.troubles], [])
})

async function submitAs(person: Person, text: string): Promise<void> {
  const made = await person.ask<{ id: string; version: number }>('POST', `/api/brands/${brand.id}/posts`, {
    body: { parts: [{ text, media: [] }] },
    accountIds: accounts.map((one) => one.id),
  })
  await person.ask('POST', `/api/brands/${brand.id}/posts/${made.id}/submit`, { version: made.version })
}
