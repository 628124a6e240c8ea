import type { ColumnType, Generated } from 'kysely'

export const sensitivities = ['off', 'calm', 'usual', 'keen'] as const
export type Sensitivity = (typeof sensitivities)[number]
export const alarmKinds = ['spike', 'silence', 'souring', 'big-voice'] as const

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>

export type ListeningAlarmTable = {
  id: string
  brandId: string
  kind: (typeof alarmKinds)[number]
  queryId: Nullable<string>
  hour: Date
  hours: number
  count: number
  known: Nullable<number>
  expected: number
  low: number
  high: number
  factor: number
  p: number
  authorKey: Nullable<string>
  mentionId: Nullable<string>
  followers: Nullable<number>
  isTold: boolean
  at: Date
}

declare module '../../../kernel/db/tables.ts' {
  interface Tables {
    listeningAlertSettings: {
      brandId: string
      bigFrom: number | null
      souring: Sensitivity
      spikes: boolean
      quietQueries: Generated<string[]>
      changedAt: Date
      changedBy: string | null
    }
    listeningJudged: {
      queryId: string
      hour: Date
      heard: number
      needed: number
      why: 'young' | 'not-listened' | null
    }
    listeningTone: {
      brandId: string
      hour: Date
      negative: number
      known: number
      usual: number | null
      souredAt: Date | null
    }
    listeningAlarm: ListeningAlarmTable
    listeningDigest: {
      userId: string
      brandId: string
      hour: number
      weekday: number
      onlyWithNews: boolean
      dailyAt: Date | null
      weeklyAt: Date | null
    }
  }
}
