import type { z } from 'zod'
import type * as shapes from '../../modules/listening/api.ts'
import { ask } from './ask.ts'
import { call } from './call.ts'

export type MentionBrief = z.output<typeof shapes.MentionBrief>
export type Mention = z.output<typeof shapes.Mention>
export type MentionsPage = z.output<typeof shapes.MentionsPage>
export type MentionFolder = z.output<typeof shapes.MentionFolder>
export type Feeling = z.output<typeof shapes.MentionFeeling>
export type MentionIntent = z.output<typeof shapes.MentionIntent>
export type MentionChange = z.input<typeof shapes.MentionChange>
export type MentionCounts = z.output<typeof shapes.MentionCounts>
type Written<Asked> = { [Key in keyof Asked]: unknown extends Asked[Key] ? string | number : Asked[Key] }
export type MentionsQuery = Written<z.input<typeof shapes.MentionsQuery>>

const of = (brandId: string, rest = '') => `/api/brands/${brandId}/listening${rest}`
export const mentionsPath = (brandId: string) => of(brandId, '/mentions')

export const readMentions = (brandId: string, query: MentionsQuery, signal?: AbortSignal) =>
  call<MentionsPage>('GET', mentionsPath(brandId), { query, signal })
export const mentionCounts = (brandId: string) => ask<MentionCounts>(of(brandId, '/mentions/counts'))
export const mention = (brandId: string, id: string) => ask<Mention>(of(brandId, `/mentions/${id}`))
export const changeMentions = (brandId: string, mentionIds: string[], change: MentionChange) =>
  call<z.output<typeof shapes.ChangedMentions>>('POST', of(brandId, '/mentions/changes'), {
    body: { mentionIds, change },
  })
export const undoMentions = (brandId: string, changeId: string) =>
  call<z.output<typeof shapes.UndoneMentions>>('POST', of(brandId, `/mentions/changes/${changeId}/undo`))
export const mentionsToCase = (brandId: string, mentionIds: string[], caseId: string) =>
  call<z.output<typeof shapes.CaseOfMentions>>('POST', of(brandId, '/mentions/cases'), { body: { mentionIds, caseId } })
export const answerMention = (brandId: string, id: string) =>
  call<z.output<typeof shapes.AnswerPlace>>('POST', of(brandId, `/mentions/${id}/answer`), { body: {} })
export const hearAuthorAgain = (brandId: string, authorId: string) =>
  call<void>('DELETE', of(brandId, `/muted-authors/${authorId}`))
