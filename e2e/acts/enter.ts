import type { Person } from '../browser.ts'

export type Brand = { id: string; name: string }

export const owner = { name: 'Ada Ilieva', email: 'ada@example.com', password: 'a sentence one remembers' }

/** The first visit, as a person makes it: the door, then the brand. */
export async function signUp({ page, say }: Person, brandName: string): Promise<Brand> {
  await page.goto('/')
  await page.getByRole('textbox', { name: say('entry.workspace') }).fill('Rila Coffee')
  await page.getByRole('textbox', { name: say('entry.name') }).fill(owner.name)
  await page.getByRole('textbox', { name: say('entry.email') }).fill(owner.email)
  await page.getByRole('textbox', { name: say('entry.password'), exact: true }).fill(owner.password)
  await page.getByRole('button', { name: say('entry.welcome.act') }).click()
  await page.getByRole('textbox', { name: say('brands.name') }).fill(brandName)
  await page.getByRole('button', { name: say('brands.new.act') }).click()
  await page.waitForURL(/\/brands\/[0-9a-f-]{36}/)
  const id = /brands\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
  return { id, name: brandName }
}

/** A workspace with one brand, made over the API where the journey is about something else. */
export async function beginWithBrand(person: Person, brandName: string): Promise<Brand> {
  const { needsOwner } = await person.ask<{ needsOwner: boolean }>('GET', '/api/setup')
  const more = { workspaceName: 'Rila Coffee', locale: person.locale, zone: 'Europe/Sofia' }
  if (needsOwner) await person.ask('POST', '/api/setup', { ...owner, ...more })
  else await person.ask('POST', '/api/session', { email: owner.email, password: owner.password })
  const { id } = await person.ask<Brand>('POST', '/api/brands', { name: brandName, zone: 'Europe/Sofia' })
  return { id, name: brandName }
}

export async function signIn(person: Person, who = owner): Promise<void> {
  await person.ask('POST', '/api/session', { email: who.email, password: who.password })
}

/** Another member, who comes by an invitation and may do this much in the brand. */
export async function joinAs(
  host: Person,
  guest: Person,
  brand: Brand,
  who: { name: string; email: string; role: string },
): Promise<void> {
  const made = await host.ask<{ link: string }>('POST', '/api/invitations', { brandRoles: { [brand.id]: who.role } })
  const token = new URL(made.link).pathname.split('/').at(-1)
  const as = { name: who.name, email: who.email, password: owner.password, locale: guest.locale, zone: 'Europe/Sofia' }
  await guest.ask('POST', `/api/invited/${token}`, as)
}

export async function connectPracticeByApi(person: Person, brand: Brand, networks: string[]): Promise<Account[]> {
  const made: Account[] = []
  for (const network of networks) {
    const path = `/api/brands/${brand.id}/accounts/practice`
    made.push(...(await person.ask<{ accounts: Account[] }>('POST', path, { network })).accounts)
  }
  return made
}

export type Account = { id: string; name: string; handle: string; network: string; server: string }
