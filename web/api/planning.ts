import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type * as shapes from '../../modules/planning/api.ts'
import { ask, askPages } from './ask.ts'
import { addressOf, call } from './call.ts'
import type { ApiFailure } from './failure.ts'
import { send } from './send-file.ts'

type Told = z.output<typeof shapes.Calendar>
/** A post of the calendar with what it shares with others. */
export type CalendarEntry = Omit<Told['entries'][number], 'group'> & Told['groups'][number]
export type Calendar = { entries: CalendarEntry[]; truncated: boolean }
export type CalendarQuery = z.input<typeof shapes.CalendarQuery>
export type Hint = z.output<typeof shapes.Hint>
export type Moved = z.output<typeof shapes.Moved>
export type Repeat = z.output<typeof shapes.Repeat>
export type Recurring = z.output<typeof shapes.Recurring>
export type MakeRecurring = z.input<typeof shapes.MakeRecurring>
export type Import = z.output<typeof shapes.Import>
export type ImportRow = z.output<typeof shapes.ImportRow>
export type ImportColumn = z.output<typeof shapes.ImportColumn>
export type ChangeImport = z.input<typeof shapes.ChangeImport>

const at = (brandId: string, rest: string) => `/api/brands/${brandId}${rest}`

export const calendar = (query: CalendarQuery) =>
  queryOptions<Calendar, ApiFailure>({
    queryKey: ['/api/calendar', query],
    queryFn: async ({ signal }) => unfolded(await call<Told>('GET', '/api/calendar', { query, signal })),
  })

const unfolded = ({ groups, entries, truncated }: Told): Calendar => ({
  truncated,
  entries: entries.flatMap(({ group, ...entry }) => {
    const shared = groups[group]
    return shared ? [{ ...entry, ...shared }] : []
  }),
})

export const hints = (query: { from: string; to: string; brands?: string }) =>
  ask<{ hints: Hint[] }>('/api/calendar/hints', query)

/** Moves a draft or its publications alike. */
export const movePost = (brandId: string, postId: string, plan: { wall: string; zone: string }) =>
  call<Moved>('POST', at(brandId, `/posts/${postId}/plan`), { body: { plan } })
export const enqueuePost = (brandId: string, postId: string, key?: string) =>
  call<Moved>('POST', at(brandId, `/posts/${postId}/enqueue`), { body: {}, key })

export const recurring = (brandId: string) => ask<{ items: Recurring[] }>(at(brandId, '/recurring'))
export const makeRecurring = (brandId: string, made: MakeRecurring) =>
  call<Recurring>('POST', at(brandId, '/recurring'), { body: made })
export const changeRecurring = (brandId: string, id: string, changes: z.input<typeof shapes.ChangeRecurring>) =>
  call<Recurring>('PATCH', at(brandId, `/recurring/${id}`), { body: changes })
export const endRecurring = (brandId: string, id: string) => call<void>('DELETE', at(brandId, `/recurring/${id}`))

/** The table, with the pictures it names where they are sent along. */
export const readPlan = (brandId: string, files: readonly File[], onShare?: (share: number) => void) =>
  send<Import>(at(brandId, '/imports'), files, onShare)
export const planImport = (brandId: string, importId: string) => ask<Import>(at(brandId, `/imports/${importId}`))
export const importRows = (brandId: string, importId: string, only?: 'good' | 'warned' | 'bad') =>
  askPages<ImportRow>(at(brandId, `/imports/${importId}/rows`), { only, limit: 100 })
export const changeImport = (brandId: string, importId: string, changes: ChangeImport) =>
  call<Import>('PATCH', at(brandId, `/imports/${importId}`), { body: changes })
export const applyImport = (
  brandId: string,
  importId: string,
  how: { as: 'draft' | 'scheduled'; skipBad: boolean },
  key: string,
) => call<Import>('POST', at(brandId, `/imports/${importId}/apply`), { body: how, key })
export const undoImport = (brandId: string, importId: string) =>
  call<Import>('POST', at(brandId, `/imports/${importId}/undo`))

export const exportAddress = (brandId: string, query: { format: 'csv' | 'xlsx'; from: string; to: string }) =>
  addressOf(at(brandId, '/export'), query)
