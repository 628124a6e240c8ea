import type { z } from 'zod'
import type * as shapes from '../../modules/listening/api.ts'
import { ask } from './ask.ts'
import { call } from './call.ts'

export type Dashboard = z.output<typeof shapes.Dashboard>
export type DashboardFigures = z.output<typeof shapes.DashboardFigures>
export type DashboardAuthor = z.output<typeof shapes.DashboardAuthor>
export type Baseline = z.output<typeof shapes.Baseline>
export type BaselineRepeat = z.output<typeof shapes.BaselineRepeat>
export type AskedPeriod = { from: string; to: string; topics?: string }

const of = (brandId: string, rest: string) => `/api/brands/${brandId}/listening${rest}`
export const baselinesPath = (brandId: string) => of(brandId, '/baselines')

export const dashboard = (brandId: string, asked: AskedPeriod) => ask<Dashboard>(of(brandId, '/dashboard'), asked)
export const baselines = (brandId: string) => ask<{ items: Baseline[] }>(baselinesPath(brandId))
export const keepBaseline = (brandId: string, kept: AskedPeriod & { name: string }) =>
  call<Baseline>('POST', baselinesPath(brandId), { body: kept })
export const repeatOf = (brandId: string, id: string, period: { from: string; to: string }) =>
  ask<BaselineRepeat>(`${baselinesPath(brandId)}/${id}`, period)
export const removeBaseline = (brandId: string, id: string) => call<void>('DELETE', `${baselinesPath(brandId)}/${id}`)
