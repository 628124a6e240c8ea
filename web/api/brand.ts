import type { z } from 'zod'
import type * as shapes from '../../modules/brand/api.ts'
import { ask } from './ask.ts'
import { call } from './call.ts'

export type Brand = z.output<typeof shapes.Brand>
export type MakeBrand = z.input<typeof shapes.MakeBrand>
export type ChangeBrand = z.input<typeof shapes.ChangeBrand>
export type Rubric = z.output<typeof shapes.Rubric>
export type RubricSettings = z.input<typeof shapes.RubricSettings>
export type RubricCategory = Rubric['category']
export type Slot = z.output<typeof shapes.Slot>
export type NewSlot = z.input<typeof shapes.ReplaceSlots>['slots'][number]
export type Account = z.output<typeof shapes.Account>
export type NetworkAbout = z.output<typeof shapes.NetworkAbout>
export type ConnectWay = NetworkAbout['ways'][number]
export type Connect = z.input<typeof shapes.Connect>
export type ConnectBegun = z.output<typeof shapes.ConnectBegun>
export type Connected = z.output<typeof shapes.Connected>
export type ConnectChoice = z.output<typeof shapes.ConnectChoice>
export type NetworkApp = z.output<typeof shapes.NetworkApp>
export type NetworkField = z.output<typeof shapes.NetworkField>
export type NetworkGuide = z.output<typeof shapes.NetworkGuide>

export const rubricCategories: readonly RubricCategory[] = [
  'entertaining',
  'educational',
  'commercial',
  'user-generated',
  'news',
]

const at = (brandId: string, rest = '') => `/api/brands/${brandId}${rest}`

export const networks = () => ask<{ items: NetworkAbout[] }>('/api/networks')

export const brands = () => ask<{ items: Brand[] }>('/api/brands')
export const brand = (brandId: string) => ask<Brand>(at(brandId))
export const makeBrand = (made: MakeBrand) => call<Brand>('POST', '/api/brands', { body: made })
export const changeBrand = (brandId: string, changes: ChangeBrand) =>
  call<Brand>('PATCH', at(brandId), { body: changes })
/** The name is asked for, so that nobody deletes the wrong one. */
export const deleteBrand = (brandId: string, name: string) => call<void>('DELETE', at(brandId), { query: { name } })

export const rubrics = (brandId: string) => ask<{ items: Rubric[] }>(at(brandId, '/rubrics'))
export const makeRubric = (brandId: string, made: RubricSettings) =>
  call<Rubric>('POST', at(brandId, '/rubrics'), { body: made })
export const changeRubric = (brandId: string, rubricId: string, changes: Partial<RubricSettings>) =>
  call<Rubric>('PATCH', at(brandId, `/rubrics/${rubricId}`), { body: changes })
export const deleteRubric = (brandId: string, rubricId: string) =>
  call<void>('DELETE', at(brandId, `/rubrics/${rubricId}`))

export const slots = (brandId: string) => ask<{ items: Slot[] }>(at(brandId, '/slots'))
export const replaceSlots = (brandId: string, all: NewSlot[]) =>
  call<{ items: Slot[] }>('PUT', at(brandId, '/slots'), { body: { slots: all } })

export const account = (brandId: string, accountId: string) => ask<Account>(at(brandId, `/accounts/${accountId}`))
export const accounts = (brandId: string) => ask<{ items: Account[] }>(at(brandId, '/accounts'))
export const pauseAccount = (brandId: string, accountId: string, paused: boolean) =>
  call<Account>('PATCH', at(brandId, `/accounts/${accountId}`), { body: { paused } })
export const disconnectAccount = (brandId: string, accountId: string) =>
  call<void>('DELETE', at(brandId, `/accounts/${accountId}`))
export const checkAccount = (brandId: string, accountId: string) =>
  call<Account>('POST', at(brandId, `/accounts/${accountId}/check`))
export const connectAccount = (brandId: string, how: Connect) =>
  call<Connected>('POST', at(brandId, '/accounts/connect'), { body: how })
export const beginConnecting = (brandId: string, how: Connect) =>
  call<ConnectBegun>('POST', at(brandId, '/accounts/connect/begin'), { body: how })
export const finishConnecting = (brandId: string, state: string, query: Record<string, string>) =>
  call<Connected>('POST', at(brandId, '/accounts/connect/finish'), { body: { state, query } })
/** Of the accounts that one sign-in brought. */
export const chooseAccounts = (brandId: string, token: string, keys: string[]) =>
  call<Connected>('POST', at(brandId, '/accounts/connect/choose'), { body: { token, keys } })
/** `accountId` opens a practice account again. */
export const connectPractice = (brandId: string, network: string, accountId?: string) =>
  call<Connected>('POST', at(brandId, '/accounts/practice'), { body: { network, accountId, choose: true } })

export const keepApp = (network: string, fields: Record<string, string>) =>
  call<NetworkApp>('PUT', `/api/networks/${network}/app`, { body: { fields } })
export const forgetApp = (network: string) => call<void>('DELETE', `/api/networks/${network}/app`)
