import type { z } from 'zod'
import type * as shapes from '../../modules/checklist/api.ts'
import { ask } from './ask.ts'
import { call } from './call.ts'

export type Checklist = z.output<typeof shapes.Checklist>
export type CheckedAccount = z.output<typeof shapes.CheckedAccount>
export type CheckedItem = z.output<typeof shapes.CheckedItem>
export type ChecklistWish = z.input<typeof shapes.Wish>

export const checklistPath = (brandId: string) => `/api/brands/${brandId}/checklist`
export const checklist = (brandId: string) => ask<Checklist>(checklistPath(brandId))
export const changeWish = (brandId: string, wish: ChecklistWish) =>
  call<Checklist>('PUT', `${checklistPath(brandId)}/wish`, { body: wish })
export const lookAgain = (brandId: string, accountId: string) =>
  call<CheckedAccount>('POST', `${checklistPath(brandId)}/${accountId}/look`, { body: {} })

type Seen = { accountId: string; item: CheckedItem['item']; isGood: boolean | null }
/** What a person saw; null takes it back. */
export const saySeen = (brandId: string, { accountId, item, isGood }: Seen) => {
  const path = `${checklistPath(brandId)}/${accountId}/items/${item}`
  return isGood === null
    ? call<CheckedAccount>('DELETE', path)
    : call<CheckedAccount>('PUT', path, { body: { isGood } })
}
