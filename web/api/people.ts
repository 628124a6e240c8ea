import type { z } from 'zod'
import type { ConversationBrief } from '../../modules/inbox/api.ts'
import type * as shapes from '../../modules/people/api.ts'
import { ask, askPages } from './ask.ts'
import { call } from './call.ts'

export type Temperature = z.output<typeof shapes.Temperature>
export type PersonBrief = z.output<typeof shapes.PersonBrief>
export type Person = z.output<typeof shapes.Person>
export type Identity = z.output<typeof shapes.Identity>
export type PersonMerge = z.output<typeof shapes.PersonMerge>
export type PersonNote = z.output<typeof shapes.PersonNote>
export type Reason = z.output<typeof shapes.Reason>
export type Consent = NonNullable<Person['consent']>
export type ChangePerson = z.input<typeof shapes.ChangePerson>
export type PeopleQuery = Omit<z.input<typeof shapes.PeopleQuery>, 'after' | 'limit'> & { limit?: number }
export type Suggestion = z.output<typeof shapes.Suggestion>
export type Suggestions = z.output<typeof shapes.Suggestions>
export type Compared = z.output<typeof shapes.Compared>
export type FreshPerson = z.output<typeof shapes.Fresh>['items'][number]
export type Temperatures = z.output<typeof shapes.Temperatures>
export type TemperatureWindow = z.output<typeof shapes.TemperatureWindow>
export type TemperatureWindows = z.output<typeof shapes.TemperatureWindows>
export type Conversation = z.output<typeof ConversationBrief>

export const peoplePath = (brandId: string, rest = '') => `/api/brands/${brandId}/people${rest}`

export const people = (brandId: string, query: PeopleQuery) => askPages<PersonBrief>(peoplePath(brandId), query)
export const peopleTags = (brandId: string) =>
  ask<{ items: { tag: string; people: number }[] }>(peoplePath(brandId, '/tags'))
export const freshPeople = (brandId: string) =>
  ask<{ now: string; items: FreshPerson[] }>(peoplePath(brandId, '/fresh'))
export const temperatures = (brandId: string) => ask<Temperatures>(peoplePath(brandId, '/temperatures'))

export const person = (brandId: string, personId: string) => ask<Person>(peoplePath(brandId, `/${personId}`))
export const conversationsOf = (brandId: string, personId: string) =>
  askPages<Conversation>('/api/inbox', { brands: brandId, person: personId, limit: 10 })
export const changePerson = (brandId: string, personId: string, change: ChangePerson) =>
  call<Person>('PATCH', peoplePath(brandId, `/${personId}`), { body: change })
export const notePerson = (brandId: string, personId: string, text: string) =>
  call<Person>('POST', peoplePath(brandId, `/${personId}/notes`), { body: { text } })
export const dropNote = (brandId: string, personId: string, noteId: string) =>
  call<Person>('DELETE', peoplePath(brandId, `/${personId}/notes/${noteId}`))
export const erasePerson = (brandId: string, personId: string) =>
  call<void>('DELETE', peoplePath(brandId, `/${personId}`))
export const exportAddress = (brandId: string, personId: string) => peoplePath(brandId, `/${personId}/export`)

export const suggestions = (brandId: string) => ask<Suggestions>(peoplePath(brandId, '/suggestions'))
export const dismissSuggestion = (brandId: string, personId: string, otherId: string) =>
  call<void>('POST', peoplePath(brandId, `/suggestions/${personId}/${otherId}/dismiss`))
export const compared = (brandId: string, personId: string, otherId: string) =>
  ask<Compared>(peoplePath(brandId, `/${personId}/compared/${otherId}`))
export const mergePersons = (brandId: string, personId: string, other: string) =>
  call<Person>('POST', peoplePath(brandId, `/${personId}/merge`), { body: { other } })
export const undoMerge = (brandId: string, mergeId: string) =>
  call<Person>('POST', peoplePath(brandId, `/merges/${mergeId}/undo`))

export const windows = (brandId: string) => ask<TemperatureWindows>(peoplePath(brandId, '/windows'))
export const setWindows = (brandId: string, items: TemperatureWindow[]) =>
  call<TemperatureWindows>('PUT', peoplePath(brandId, '/windows'), { body: { items } })
