import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type * as shapes from '../../modules/inbox/api.ts'
import { ask } from './ask.ts'
import { call } from './call.ts'
import type { ApiFailure } from './failure.ts'

export type Brief = z.output<typeof shapes.ConversationBrief>
export type BriefPage = z.output<typeof shapes.InboxPage>
export type Conversation = z.output<typeof shapes.Conversation>
export type ConversationKind = Brief['kind']
export type Answering = z.output<typeof shapes.Answering>
export type ReplyWay = z.output<typeof shapes.ReplyWay>
export type Entry = z.output<typeof shapes.TimelineEntry>
export type SaidEntry = Extract<Entry, { entry: 'said' }>
export type Timeline = z.output<typeof shapes.Timeline>
export type Heard = z.output<typeof shapes.Heard>
export type Reply = z.output<typeof shapes.Reply>
export type ActDone = z.output<typeof shapes.ActDone>
export type ActKind = z.output<typeof shapes.ActKind>
export type Folder = z.output<typeof shapes.Folder>
export type Tone = z.output<typeof shapes.Tone>
export type Counts = z.output<typeof shapes.InboxCounts>
type Written<Asked> = { [Key in keyof Asked]: unknown extends Asked[Key] ? string | number : Asked[Key] }
export type InboxQuery = Written<z.input<typeof shapes.InboxQuery>>
export type InboxFilter = Written<z.input<typeof shapes.InboxFilter>>
export type Change = z.input<typeof shapes.ChangeMany>['change']
export type Here = Conversation['here'][number]
export type View = z.output<typeof shapes.InboxView>
export type MakeView = z.input<typeof shapes.MakeInboxView>
export type MakeReply = z.input<typeof shapes.MakeReply>
export type SaveDraft = z.input<typeof shapes.SaveDraft>
export type Template = z.output<typeof shapes.Template>
export type Templates = z.output<typeof shapes.Templates>
export type ChosenTemplate = z.output<typeof shapes.ChosenTemplate>
export type Past = z.output<typeof shapes.InboxHistory>['items'][number]

const of = (brandId: string, rest: string) => `/api/brands/${brandId}${rest}`
export const addressOfConversation = (brandId: string, id: string, rest = '') =>
  of(brandId, `/conversations/${id}${rest}`)

export const readInbox = (query: InboxQuery, signal?: AbortSignal) =>
  call<BriefPage>('GET', '/api/inbox', { query, signal })
export const counts = () => ask<Counts>('/api/inbox/counts')
export const past = (brandId: string) => ask<{ items: Past[] }>(of(brandId, '/inbox-history'))

export const views = () => ask<{ items: View[] }>('/api/inbox/views')
export const makeView = (made: MakeView) => call<View>('POST', '/api/inbox/views', { body: made })
export const changeView = (viewId: string, changes: Partial<MakeView>) =>
  call<View>('PATCH', `/api/inbox/views/${viewId}`, { body: changes })
export const deleteView = (viewId: string) => call<void>('DELETE', `/api/inbox/views/${viewId}`)

export const conversation = (brandId: string, id: string) => ask<Conversation>(addressOfConversation(brandId, id))
export const readTimeline = (
  brandId: string,
  id: string,
  query: Written<z.input<typeof shapes.TimelineQuery>>,
  signal?: AbortSignal,
) => call<Timeline>('GET', addressOfConversation(brandId, id, '/timeline'), { query, signal })
export const changeMany = (brandId: string, conversationIds: string[], change: Change) =>
  call<{ changed: string[] }>('POST', of(brandId, '/conversations/changes'), { body: { conversationIds, change } })
export const makeNote = (brandId: string, id: string, note: { text: string; mentions: string[] }) =>
  call<unknown>('POST', addressOfConversation(brandId, id, '/notes'), { body: note })
export const beHereIn = (brandId: string, id: string, typing: boolean, leaving = false) =>
  call<{ here: Here[] }>('POST', addressOfConversation(brandId, id, '/presence'), { body: { typing, leaving } })
export const saveDraft = (brandId: string, id: string, draft: SaveDraft) =>
  call<unknown>('PUT', addressOfConversation(brandId, id, '/draft'), { body: draft })

/** Kept by its account, since each asking is one of the network too: no news of the conversation changes them. */
export const templates = ({ brandId, id, accountId }: Conversation) =>
  queryOptions<Templates, ApiFailure>({
    queryKey: ['templates', accountId],
    queryFn: ({ signal }) => call<Templates>('GET', addressOfConversation(brandId, id, '/templates'), { signal }),
    staleTime: 60_000,
  })

/** `key` is one for one press of the button: a double press answers once. */
export const makeReply = (brandId: string, id: string, reply: MakeReply, key: string) =>
  call<Reply>('POST', addressOfConversation(brandId, id, '/replies'), { body: reply, key })
export const cancelReply = (brandId: string, replyId: string) =>
  call<Reply>('POST', of(brandId, `/replies/${replyId}/cancel`), { body: {} })
export const approveReply = (brandId: string, replyId: string) =>
  call<Reply>('POST', of(brandId, `/replies/${replyId}/approve`), { body: {} })
export const sendBackReply = (brandId: string, replyId: string, reason: string) =>
  call<Reply>('POST', of(brandId, `/replies/${replyId}/send-back`), { body: { reason } })

export const makeAct = (brandId: string, interactionId: string, kind: ActKind) =>
  call<ActDone>('POST', of(brandId, `/interactions/${interactionId}/acts`), { body: { kind } })
export const undoAct = (brandId: string, actId: string) =>
  call<ActDone>('POST', of(brandId, `/acts/${actId}/undo`), { body: {} })
