import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Brand, beginWithBrand, connectPracticeByApi, owner, signIn } from './acts/enter.ts'
import { goBy } from './acts/keys.ts'
import { setMoment, wallIn } from './acts/plan.ts'
import { accountChoice, chooseFile, describe, filesOf, picture, untilSaved, words } from './acts/write.ts'
import { arrive, type Person, phone } from './browser.ts'
import { overflowing } from './clear.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const stage = await openStage()
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage

let brand: Brand

before(async () => {
  if (skip) return
  const ada = await arrive(browser, desk.origin, { locale: 'uk' })
  brand = await beginWithBrand(ada, 'Кава Рила')
  await connectPracticeByApi(ada, brand, ['mastodon'])
  await ada.context.close()
})

type Post = { id: string; body: { parts: { text: string }[] }; publications: { state: string }[] }

async function newest(person: Person, excerpt: string): Promise<Post> {
  return until(`a post that says ${excerpt}`, async () => {
    const { items } = await person.ask<{ items: { id: string; excerpt: string }[] }>(
      'GET',
      `/api/brands/${brand.id}/posts`,
    )
    const found = items.find((one) => one.excerpt.includes(excerpt))
    return found && person.ask<Post>('GET', `/api/brands/${brand.id}/posts/${found.id}`)
  })
}

test('on a phone, in Ukrainian, a post is written with a picture, planned with a thumb and found on the calendar', {
  skip,
}, async () => {
  const ada = await arrive(browser, desk.origin, { locale: 'uk', ...phone })
  await signIn(ada)
  const { page, say } = ada
  await page.goto('/')
  await page.getByRole('link', { name: say('compose.nav'), exact: true }).tap()
  await words(ada).waitFor()
  await accountChoice(ada).first().tap()
  await words(ada).fill('Ранок починається з кави')
  await chooseFile(ada, [picture('morning-cup.png')])
  await filesOf(ada).first().waitFor()
  await describe(ada, 'morning-cup.png', 'Горнятко кави вранці')
  await setMoment(ada, wallIn(2 * 86_400_000))
  await page.getByRole('button', { name: say('compose.pane.preview'), exact: true }).tap()
  await page.getByText('Ранок починається з кави').last().waitFor()
  await keepPicture(page, '3-phone-preview')
  await page.getByRole('button', { name: say('compose.pane.write'), exact: true }).tap()
  await untilSaved(ada)
  const schedule = page.getByRole('button', {
    name: new RegExp(`^${say('compose.act.schedule', { moment: '' }).trim()}`),
  })
  await schedule.tap()
  await until('it is planned', async () => (await newest(ada, 'Ранок')).publications[0]?.state === 'planned')
  assert.deepEqual(await overflowing(page), [])
  await keepPicture(page, '3-phone-planned', true)
  await page.getByRole('link', { name: say('calendar.nav'), exact: true }).tap()
  await page.locator('[data-post]').filter({ hasText: 'Ранок' }).first().waitFor()
  assert.deepEqual(await overflowing(page), [])
  await keepPicture(page, '3-phone-calendar')
  await page.getByRole('button', { name: say('calendar.month'), exact: true }).tap()
  await page.locator('td [data-post]').first().waitFor()
  await keepPicture(page, '3-phone-month')
  assert.deepEqual(await overflowing(page), [])
  assert.deepEqual(ada.troubles, [])
  await ada.context.close()
})

test('the keyboard alone is enough to write a post and to schedule it', { skip }, async () => {
  const ada = await arrive(browser, desk.origin)
  await signIn(ada)
  await ada.ask('PATCH', '/api/me', { locale: 'en' })
  const { page } = ada
  const { keyboard } = page
  await page.goto(`/brands/${brand.id}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await goBy(ada, 'n')
  await words(ada).waitFor()
  await tabTo(
    ada,
    `document.activeElement.matches('[aria-pressed]') && document.activeElement.closest('[role=group], fieldset') !== null`,
  )
  await keyboard.press('Space')
  await tabTo(ada, `document.activeElement.matches('textarea')`)
  await keyboard.type('Typed without a mouse')
  const [date = '', time = ''] = wallIn(3 * 86_400_000).split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  for (const [kind, digits] of Object.entries({ day, month, year })) await typeInto(ada, kind, digits)
  for (const [kind, digits] of Object.entries({ hour: time.slice(0, 2), minute: time.slice(3) }))
    await typeInto(ada, kind, digits)
  await tabTo(ada, `/^Schedule for/.test(document.activeElement.textContent ?? '')`)
  await keyboard.press('Enter')
  await until('it is planned', async () => (await newest(ada, 'without a mouse')).publications[0]?.state === 'planned')
  await page.getByText(/^Planned for/).waitFor()
  await keepPicture(page, '3-keyboard')
  assert.equal((await newest(ada, 'without a mouse')).body.parts[0]?.text, 'Typed without a mouse')
  await ada.context.close()
})

/** A segment of a date takes the focus on by itself when it is full; until then Tab does. */
async function typeInto(ada: Person, kind: string, digits: string): Promise<void> {
  const there = `document.activeElement.getAttribute('data-type') === '${kind}'`
  if (!(await ada.page.evaluate<boolean>(there))) await tabTo(ada, there)
  await ada.page.keyboard.type(digits)
}

/** Presses Tab until the focus is where it is wanted, as somebody without a mouse does; in vain after sixty. */
async function tabTo({ page }: Person, there: string): Promise<void> {
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate<boolean>(there)) return
  }
  throw new Error(`Tab never comes to where ${there}`)
}

test('who is signed in already is not asked to sign in again, but led on to where they were going', {
  skip,
}, async () => {
  const ada = await arrive(browser, desk.origin)
  await signIn(ada)
  const there = `/brands/${brand.id}/media?kind=image`
  await ada.page.goto(`/sign-in?to=${encodeURIComponent(there)}`)
  await ada.page.waitForURL(`**${there}`)
  for (const door of ['/sign-in', '/welcome', '/sign-in?to=https://elsewhere.example/']) {
    await ada.page.goto(door)
    await ada.page.waitForURL(`**/brands/${brand.id}`)
  }
  assert.deepEqual(ada.troubles, [])
  await ada.context.close()
})

test('a desk that has an owner offers a stranger the sign-in alone, and leads them back to where they were going', {
  skip,
}, async () => {
  const ada = await arrive(browser, desk.origin)
  await ada.page.goto('/welcome')
  await ada.page.waitForURL('**/sign-in')
  await ada.page.goto(`/brands/${brand.id}/calendar?view=week`)
  await ada.page.waitForURL('**/sign-in?**')
  await ada.page.getByRole('textbox', { name: ada.say('entry.email') }).fill(owner.email)
  await ada.page.getByRole('textbox', { name: ada.say('entry.password'), exact: true }).fill(owner.password)
  await ada.page.getByRole('button', { name: ada.say('entry.signIn.act') }).click()
  await ada.page.waitForURL(`**/brands/${brand.id}/calendar?view=week`)
  await ada.context.close()
})

test('a post of a repetition leads to it, and there the repetition is given another hour', { skip }, async () => {
  const ada = await arrive(browser, desk.origin)
  await signIn(ada)
  await ada.ask('PATCH', '/api/me', { locale: 'en' })
  const { page, say } = ada
  const of = `/api/brands/${brand.id}`
  const { items: accounts } = await ada.ask<{ items: { id: string }[] }>('GET', `${of}/accounts`)
  const body = { parts: [{ text: 'Every day a tip', media: [] }] }
  const original = await ada.ask<Post>('POST', `${of}/posts`, { body, accountIds: accounts.map((one) => one.id) })
  const tomorrow = wallIn(86_400_000).slice(0, 10)
  const start = { wall: `${tomorrow}T09:00`, zone: 'Europe/Sofia' }
  const rule = { repeat: { every: 'day', interval: 1 }, until: null, times: null }
  const { id } = await ada.ask<{ id: string }>('POST', `${of}/recurring`, { postId: original.id, start, ...rule })
  const { items } = await ada.ask<{ items: { id: string; recurringId: string | null }[] }>('GET', `${of}/posts`)
  const made = items.find((one) => one.recurringId === id)
  for (const screen of ['posts', 'compose']) {
    await page.goto(`/brands/${brand.id}/${screen}/${made?.id}`)
    await page.getByText(/^From the repetition: Every day at/).waitFor()
  }
  await page.getByRole('link', { name: say('recurring.from.look') }).click()
  await page.waitForURL(`**/recurring#${id}`)
  await page.getByRole('button', { name: say('recurring.acts') }).click()
  await page.getByText(say('recurring.change'), { exact: true }).click()
  const dialog = page.getByRole('dialog', { name: say('recurring.change.title') })
  const hour = dialog.getByRole('group', { name: say('recurring.time') }).locator('[data-type=hour]')
  await hour.focus()
  await hour.pressSequentially('17')
  await keepPicture(page, '3-repetition')
  await dialog.getByRole('button', { name: say('ui.save') }).click()
  await page.getByText(say('recurring.changed')).waitFor()
  const changed = await ada.ask<{ items: { start: typeof start }[] }>('GET', `${of}/recurring`)
  assert.deepEqual(changed.items[0]?.start, { ...start, wall: `${tomorrow}T17:00` })
  assert.deepEqual(ada.troubles, [])
  await ada.context.close()
})
