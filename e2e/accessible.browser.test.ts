import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Locator } from 'playwright-core'
import { type Brand, beginWithBrand, owner, signIn } from './acts/enter.ts'
import { type Furnished, furnish, heardFrom } from './acts/furnish.ts'
import { arrive, type Looks, type Person, phone } from './browser.ts'
import { axeFindings, overflowing, settled } from './clear.ts'
import { addressOf, allScreens, type Place } from './screens.ts'
import { keepPicture, openStage, type Stage } from './stage.ts'

const stage = await openStage()
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage
const screens = allScreens()
const doors = screens.filter((screen) => screen.for === 'stranger')
const behindDoors = screens.filter((screen) => screen.for !== 'stranger')

let brand: Brand
let furnished: Furnished
let atTheDoor: string[] = []

before(async () => {
  if (skip) return
  const ada = await arrive(browser, desk.origin)
  await ada.page.goto('/welcome')
  await ada.page.getByRole('heading', { name: ada.say('entry.welcome.title') }).waitFor()
  atTheDoor = await axeFindings(ada.page)
  brand = await beginWithBrand(ada, 'Rila Coffee')
  const made = await furnish(ada, brand)
  furnished = { ...made, given: { ...made.given, ...(await heardFrom(ada, desk, brand)) } }
  await ada.context.close()
})

/** Every two of language, light and width meet once. */
const looks: Looks[] = [
  { locale: 'en', theme: 'light' },
  { locale: 'uk', theme: 'dark' },
  { locale: 'uk', theme: 'light', ...phone },
  { locale: 'en', theme: 'dark', ...phone },
]

const nameOf = ({ locale, theme, width }: Looks) => `${locale}, ${theme}, ${width ? 'phone' : 'desktop'}`

test('axe finds nothing at the first visitor’s door', { skip }, () => assert.deepEqual(atTheDoor, []))

for (const look of looks)
  test(`axe finds nothing on any screen and nothing sticks out of it: ${nameOf(look)}`, { skip }, async () => {
    const ada = await arrive(browser, desk.origin, look)
    const atDoors = await findingsOn(ada, look, doors)
    await comeIn(ada, look)
    const inside = await findingsOn(ada, look, behindDoors)
    await ada.context.close()
    assert.deepEqual([...atDoors, ...inside, ...ada.troubles], [])
  })

async function findingsOn(ada: Person, look: Looks, some: Place[]): Promise<string[]> {
  const found: string[] = []
  for (const screen of some) {
    await ada.page.goto(addressOf(screen, brand.id, furnished.given))
    found.push(...(await findings(ada, screen.path)))
    const atDoor = ada.page.url().includes('/sign-in')
    if (atDoor && (screen.for === 'signed-in' || screen.for === 'brand')) found.push(`${screen.path} led to the door`)
    await keepPicture(ada.page, `4-${nameOf(look)}-${screen.for}${screen.path.replaceAll('/', '_')}`)
  }
  return found
}

/** What opens over a screen: where it is, and what is pressed there one after the other. */
type Opening = {
  path: string
  press: (ada: Person) => (Locator | string)[]
  /** What comes late, and is waited for. */
  opens?: (ada: Person) => Locator
}

const named = ({ page, say }: Person, key: string, values?: Record<string, string | number>) =>
  page.getByRole('button', { name: say(key, values), exact: true }).first()
const within = (ada: Person, role: 'dialog' | 'menu', key: string) =>
  ada.page.getByRole(role).getByText(ada.say(key), { exact: true }).first()
const choice = ({ page, say }: Person, key: string, values?: Record<string, string>) =>
  page.getByRole('button', { name: say(key, values) }).first()
const post = '/compose/$postId'
const talk = '/inbox/$brandId/$conversationId'

const openings: Opening[] = [
  {
    path: '/',
    press: () => ['Control+k'],
    opens: ({ page, say }) => page.getByRole('dialog', { name: say('shell.palette'), exact: true }),
  },
  { path: '/', press: (ada) => [named(ada, 'shell.person.of', { name: owner.name })] },
  { path: '/notices', press: (ada) => [choice(ada, 'shell.notices')] },
  { path: '/calendar', press: ({ page }) => [page.locator('[data-post]').last()] },
  {
    path: '/calendar',
    press: (ada) => [ada.page.locator('[data-post]').last(), within(ada, 'dialog', 'calendar.moveTo')],
  },
  { path: '/calendar', press: (ada) => [named(ada, 'calendar.export')] },
  { path: '/calendar', press: (ada) => [named(ada, 'calendar.filters')] },
  { path: '/calendar', press: (ada) => [choice(ada, 'calendar.zone')] },
  { path: '/calendar', press: (ada) => [named(ada, 'calendar.week')] },
  { path: '/calendar', press: (ada) => [named(ada, 'calendar.day')] },
  { path: '/calendar', press: (ada) => [named(ada, 'calendar.month')] },
  { path: post, press: (ada) => [named(ada, 'compose.emoji')] },
  { path: post, press: (ada) => [named(ada, 'compose.library')] },
  { path: post, press: (ada) => [choice(ada, 'compose.files.edit', { name: 'morning-cup.png' })] },
  { path: post, press: (ada) => [named(ada, 'compose.act.share')] },
  { path: post, press: (ada) => [named(ada, 'compose.more')] },
  { path: post, press: (ada) => [named(ada, 'compose.more'), within(ada, 'menu', 'compose.history')] },
  { path: post, press: (ada) => [choice(ada, 'compose.expiry')] },
  { path: '/compose', press: (ada) => [named(ada, 'compose.poll.add')] },
  { path: post, press: (ada) => [named(ada, 'compose.act.now')] },
  { path: '/media', press: ({ page }) => [page.locator('main ul li button').first()] },
  { path: '/team', press: (ada) => [named(ada, 'people.invite')] },
  { path: '/people/$personId', press: (ada) => [named(ada, 'people.merge')] },
  { path: '/people/$personId', press: (ada) => [named(ada, 'people.facts.change')] },
  { path: '/people/$personId', press: (ada) => [named(ada, 'people.consent.change')] },
  { path: '/people/$personId', press: (ada) => [named(ada, 'people.erase')] },
  { path: '/inbox', press: (ada) => [named(ada, 'inbox.filters')] },
  { path: talk, press: (ada) => [named(ada, 'inbox.act.more')] },
  { path: talk, press: (ada) => [named(ada, 'inbox.more'), within(ada, 'menu', 'inbox.act.assign')] },
  { path: talk, press: (ada) => [named(ada, 'inbox.more'), within(ada, 'menu', 'inbox.act.snooze')] },
  { path: '/accounts', press: ({ page }) => [page.locator('main [aria-haspopup]').first()] },
]

for (const look of [
  { locale: 'en', theme: 'light' },
  { locale: 'uk', theme: 'dark', ...phone },
] as Looks[])
  test(`axe finds nothing in what opens over the screens: ${nameOf(look)}`, { skip }, async () => {
    const ada = await arrive(browser, desk.origin, look)
    await comeIn(ada, look)
    const found: string[] = []
    for (const [at, { path, press, opens }] of openings.entries()) {
      const screen = screens.find(
        (one) => one.path === path && one.for === (path === '/notices' ? 'signed-in' : one.for),
      )
      if (!screen) throw new Error(`no screen stands at ${path}`)
      await ada.page.goto(addressOf(screen, brand.id, furnished.given))
      await settled(ada.page)
      for (const one of press(ada)) await (typeof one === 'string' ? ada.page.keyboard.press(one) : one.click())
      await opens?.(ada).waitFor()
      found.push(...(await findings(ada, `${path}, ${at}`, true)))
      await keepPicture(ada.page, `4-open-${nameOf(look)}-${String(at).padStart(2, '0')}`)
    }
    await ada.context.close()
    assert.deepEqual([...found, ...ada.troubles], [])
  })

test('axe would find a button without a name and words too pale to read', { skip }, async () => {
  const ada = await arrive(browser, desk.origin)
  await ada.page.setContent('<main><h1>A page</h1><button></button><p style="color: #bbb">Pale</p></main>')
  const found = await axeFindings(ada.page)
  assert.deepEqual(found.map((one) => one.split(' ')[0]).sort(), [
    'button-name',
    'color-contrast',
    'document-title',
    'html-has-lang',
  ])
  await ada.context.close()
})

async function comeIn(ada: Person, look: Looks): Promise<void> {
  await signIn(ada)
  await ada.ask('PATCH', '/api/me', { locale: look.locale, theme: look.theme })
}

async function findings({ page }: Person, where: string, isCovered = false): Promise<string[]> {
  const axe = await axeFindings(page, isCovered)
  const out = await overflowing(page)
  return [...axe, ...out.map((one) => `sticks out: ${one}`)].map((one) => `${where}: ${one}`)
}
