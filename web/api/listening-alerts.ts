import type { z } from 'zod'
import type * as shapes from '../../modules/listening/api.ts'
import { ask, askPages } from './ask.ts'
import { call } from './call.ts'

export type AlertSettings = z.output<typeof shapes.AlertSettings>
export type Watched = z.output<typeof shapes.Watched>
export type WatchedQuery = Watched['items'][number]
export type Alarm = z.output<typeof shapes.Alarm>
export type AlarmKind = z.output<typeof shapes.AlarmKind>
export type OwnDigest = z.output<typeof shapes.OwnDigest>
type OwnDigestState = z.output<typeof shapes.OwnDigestState>

export const alarmKinds: readonly AlarmKind[] = ['spike', 'silence', 'souring', 'big-voice']
export const sensitivities: readonly AlertSettings['souring'][] = ['off', 'calm', 'usual', 'keen']

const of = (brandId: string, rest: string) => `/api/brands/${brandId}/listening${rest}`
export const alertSettingsPath = (brandId: string) => of(brandId, '/alert-settings')
export const watchedPath = (brandId: string) => of(brandId, '/watched')
export const ownDigestPath = (brandId: string) => of(brandId, '/digest')

export const alertSettings = (brandId: string) => ask<AlertSettings>(alertSettingsPath(brandId))
export const changeAlertSettings = (brandId: string, body: AlertSettings) =>
  call<AlertSettings>('PUT', alertSettingsPath(brandId), { body })
export const watched = (brandId: string) => ask<Watched>(watchedPath(brandId))
export const alarms = (brandId: string, kind: AlarmKind | undefined) =>
  askPages<Alarm>(of(brandId, '/alarms'), { limit: 20, kind })
export const ownDigest = (brandId: string) => ask<OwnDigestState>(ownDigestPath(brandId))
export const chooseDigest = (brandId: string, body: OwnDigest) =>
  call<OwnDigestState>('PUT', ownDigestPath(brandId), { body })
