import type { z } from 'zod'
import type * as shapes from '../../modules/reputation/api.ts'
import { ask } from './ask.ts'
import { call } from './call.ts'

export type CaseBrief = z.output<typeof shapes.CaseBrief>
export type Case = z.output<typeof shapes.Case>
export type MakeCase = z.input<typeof shapes.MakeCase>
export type ChangeCase = z.input<typeof shapes.ChangeCase>
export type CasesOfConversation = z.output<typeof shapes.CasesOfConversation>
export type CaseStatus = z.output<typeof shapes.CaseStatus>
export type Disclosure = z.output<typeof shapes.Disclosure>
export type PlacementKind = z.output<typeof shapes.PlacementKind>
export type Change = z.output<typeof shapes.Change>
export type Crisis = z.output<typeof shapes.Crisis>
export type CrisisBrief = z.output<typeof shapes.CrisisBrief>
export type CrisisHours = z.output<typeof shapes.CrisisHours>
export type HeldPost = z.output<typeof shapes.HeldPost>
export type ResumePosts = z.input<typeof shapes.ResumePosts>
export type ChainLink = z.output<typeof shapes.CrisisChain>['items'][number]
export type Reputation = z.output<typeof shapes.Reputation>
export type ReputationBy = z.output<typeof shapes.ReputationBy>
export type Advocate = z.output<typeof shapes.Advocates>['items'][number]
export type Critic = z.output<typeof shapes.Critics>['items'][number]
export type Invitation = z.output<typeof shapes.Invitation>
export type InvitationState = z.output<typeof shapes.InvitationState>
export type BankItem = z.output<typeof shapes.BankItem>
export type BankItemSettings = z.input<typeof shapes.BankItemSettings>
export type BankKind = z.output<typeof shapes.BankKind>

const of = (brandId: string, rest: string) => `/api/brands/${brandId}${rest}`

export const casesPath = (brandId: string) => of(brandId, '/cases')
export const cases = (brandId: string, status: 'standing' | 'ended' | 'all') =>
  ask<{ items: CaseBrief[] }>(casesPath(brandId), { status })
export const oneCase = (brandId: string, caseId: string) => ask<Case>(of(brandId, `/cases/${caseId}`))
export const makeCase = (brandId: string, made: MakeCase) => call<Case>('POST', casesPath(brandId), { body: made })
export const changeCase = (brandId: string, caseId: string, change: ChangeCase) =>
  call<Case>('PATCH', of(brandId, `/cases/${caseId}`), { body: change })
export const casesOfConversation = (brandId: string, conversationId: string) =>
  ask<CasesOfConversation>(of(brandId, `/conversations/${conversationId}/cases`))
/** Something into a case: `conversations`, `pages`, `statements`, `placements`, `won-back`. */
export const addToCase = (brandId: string, caseId: string, what: string, body: object) =>
  call<Case>('POST', of(brandId, `/cases/${caseId}/${what}`), { body })
export const dropFromCase = (brandId: string, caseId: string, what: string) =>
  call<Case>('DELETE', of(brandId, `/cases/${caseId}/${what}`))
export const askAboutCase = (brandId: string, caseId: string, asked: { expertId: string; question: string }) =>
  call<z.output<typeof shapes.AskedExpert>>('POST', of(brandId, `/cases/${caseId}/experts`), { body: asked })
export const answerWithStatement = (brandId: string, caseId: string, id: string, conversationIds: string[]) =>
  call<z.output<typeof shapes.AnsweredWith>>('POST', of(brandId, `/cases/${caseId}/statements/${id}/answers`), {
    body: { conversationIds },
  })
export const answerExpert = (brandId: string, caseId: string, expertId: string, answer: string) =>
  call<Case>('PATCH', of(brandId, `/cases/${caseId}/experts/${expertId}`), { body: { answer } })

export const standingCrises = () => ask<{ items: CrisisBrief[] }>('/api/crises')
export const crisesPath = (brandId: string) => of(brandId, '/crises')
export const crises = (brandId: string) => ask<{ items: CrisisBrief[] }>(crisesPath(brandId))
export const crisis = (brandId: string, crisisId: string) => ask<Crisis>(of(brandId, `/crises/${crisisId}`))
export const crisisHours = (brandId: string, crisisId: string) =>
  ask<CrisisHours>(of(brandId, `/crises/${crisisId}/hours`))
export const beginCrisis = (brandId: string, begun: { reason: string; caseId?: string | null; pausePosts: boolean }) =>
  call<Crisis>('POST', crisesPath(brandId), { body: begun })
export const steerCrisis = (brandId: string, crisisId: string, what: 'pause' | 'acknowledge') =>
  call<Crisis>('POST', of(brandId, `/crises/${crisisId}/${what}`))
export const chooseCase = (brandId: string, crisisId: string, caseId: string) =>
  call<Crisis>('PUT', of(brandId, `/crises/${crisisId}/case`), { body: { caseId } })
export const resumePosts = (brandId: string, crisisId: string, wishes: ResumePosts) =>
  call<Crisis>('POST', of(brandId, `/crises/${crisisId}/resume`), { body: wishes })
export const endCrisis = (brandId: string, crisisId: string, reason: string) =>
  call<Crisis>('POST', of(brandId, `/crises/${crisisId}/end`), { body: { reason } })
export const crisisChain = (brandId: string) => ask<{ items: ChainLink[] }>(of(brandId, '/crisis-chain'))
export const keepChain = (brandId: string, items: ChainLink[]) =>
  call<{ items: ChainLink[] }>('PUT', of(brandId, '/crisis-chain'), { body: { items } })

export const reputation = (brandId: string, query: { from: string; to: string; by: ReputationBy }) =>
  ask<Reputation>(of(brandId, '/reputation'), query)
export const advocates = (brandId: string) => ask<{ items: Advocate[] }>(of(brandId, '/reputation/advocates'))
export const critics = (brandId: string) => ask<{ items: Critic[] }>(of(brandId, '/reputation/critics'))
export const namePath = (brandId: string) => of(brandId, '/reputation')
export const invitationsPath = (brandId: string) => of(brandId, '/advocate-invitations')
export const invitations = (brandId: string) => ask<{ items: Invitation[] }>(invitationsPath(brandId))
export const invite = (brandId: string, made: { personId: string; note: string; dueOn: string | null }) =>
  call<{ items: Invitation[] }>('POST', invitationsPath(brandId), { body: made })
export const changeInvitation = (
  brandId: string,
  id: string,
  change: { state?: InvitationState; note?: string; dueOn?: string | null },
) => call<{ items: Invitation[] }>('PATCH', of(brandId, `/advocate-invitations/${id}`), { body: change })

export const bankPath = (brandId: string) => of(brandId, '/bank')
export const bank = (brandId: string, query: { q?: string; kind?: BankKind } = {}) =>
  ask<{ items: BankItem[] }>(bankPath(brandId), query)
export const makeBankItem = (brandId: string, item: BankItemSettings) =>
  call<BankItem>('POST', bankPath(brandId), { body: item })
export const changeBankItem = (brandId: string, id: string, item: BankItemSettings) =>
  call<BankItem>('PATCH', of(brandId, `/bank/${id}`), { body: item })
export const deleteBankItem = (brandId: string, id: string) => call<void>('DELETE', of(brandId, `/bank/${id}`))
export const takeFromBank = (brandId: string, id: string, conversationId: string) =>
  call<{ text: string; language: string }>('POST', of(brandId, `/bank/${id}/use`), { body: { conversationId } })
