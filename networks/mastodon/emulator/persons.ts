import type { LabPerson } from '../../lab/people.ts'
import type { Instance } from './server.ts'
import type { EmAccount } from './state.ts'

/** A person of the cast has an account here, known by a number made of their place. */
export function personAccount(instance: Instance, person: LabPerson): EmAccount {
  const index = instance.site.people.all.indexOf(person)
  return {
    id: String(1000 + index),
    username: person.handle,
    name: person.name,
    locale: person.locale,
    at: '2024-05-02T00:00:00.000Z',
    followers: person.followers,
  }
}

export function anyAccount(instance: Instance, id: string): EmAccount | undefined {
  const person = instance.site.people.all[Number(id) - 1000]
  const known = instance.state.accounts.get(id) ?? instance.strangers?.account(id)
  return known ?? (person ? personAccount(instance, person) : undefined)
}
