import { z } from 'zod'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { type Route, route, wordsIn } from '../team/index.ts'
import {
  BeHere,
  ChangeConversation,
  ChangedMany,
  ChangeMany,
  Conversation,
  Here,
  MakeNote,
  SaveDraft,
  Templates,
  Timeline,
  TimelineQuery,
} from './api.ts'
import { changeMany, toChange } from './change-conversation.ts'
import { refuseForeign } from './conversation.ts'
import { saveDraft } from './drafts.ts'
import { headOf } from './head.ts'
import { makeNote } from './notes.ts'
import { beHere } from './presence.ts'
import { templatesOf } from './templates-of.ts'
import { timelineOf } from './timeline.ts'

const tag = 'Inbox'
const OfConversation = z.object({ brandId: Id, conversationId: Id })
const path = '/api/brands/:brandId/conversations/:conversationId' as const
const viewer = { kind: 'brand', role: 'viewer' } as const
const author = { kind: 'brand', role: 'author' } as const

export const conversationRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'GET', path, tag, access: viewer, params: OfConversation },
    summary: 'A conversation: who began it, what it is about, how it may be answered, and who is here',
    answer: Conversation,
    handle: ({ world, caller, params, locale }) => headOf(world, caller, params, wordsIn(locale)),
  }),
  route({
    ...{ method: 'GET', path: `${path}/timeline`, tag, access: viewer, params: OfConversation },
    summary: 'What was said, answered, noted and done, in pages',
    query: TimelineQuery,
    answer: Timeline,
    handle: ({ world, params, query, locale }) => timelineOf(world, params, query, wordsIn(locale)),
  }),
  route({
    ...{ method: 'GET', path: `${path}/templates`, tag, access: author, params: OfConversation },
    summary: 'Messages the network approved beforehand, which may be sent when free words may not',
    answer: Templates,
    callsNetworks: true,
    handle: ({ world, params, locale }) => templatesOf(world, params, wordsIn(locale)),
  }),
  route({
    ...{ method: 'PATCH', path, tag, access: author, params: OfConversation },
    summary: 'Assign, snooze, finish, label or mark a conversation',
    body: ChangeConversation,
    answer: Conversation,
    handle: async ({ world, caller, params, body, locale }) => {
      await refuseForeign(world.db, params.brandId, [params.conversationId])
      await changeMany(world, { kind: 'person', caller }, [params.conversationId], toChange(body))
      return headOf(world, caller, params, wordsIn(locale))
    },
  }),
  route({
    ...{ method: 'POST', path: '/api/brands/:brandId/conversations/changes', tag, access: author },
    summary: 'The same change to many conversations, all or none',
    params: z.object({ brandId: Id }),
    body: ChangeMany,
    answer: ChangedMany,
    handle: async ({ world, caller, params, body }) => {
      await refuseForeign(world.db, params.brandId, body.conversationIds)
      const actor = { kind: 'person', caller } as const
      return { changed: await changeMany(world, actor, body.conversationIds, toChange(body.change)) }
    },
  }),
  route({
    ...{ method: 'POST', path: `${path}/notes`, tag, access: author, params: OfConversation, status: 204 },
    summary: 'Note something for the brand’s people only; whoever is mentioned is told',
    body: MakeNote,
    handle: async ({ world, caller, params, body }) => {
      await makeNote(world, caller, params, body)
      return undefined
    },
  }),
  route({
    ...{ method: 'POST', path: `${path}/presence`, tag, access: viewer, params: OfConversation },
    summary: 'Say that you look at it or type in it; hear who else does',
    body: BeHere,
    answer: Here,
    handle: ({ world, caller, params, body }) => beHere(world, caller, params, body),
  }),
  route({
    ...{ method: 'PUT', path: `${path}/draft`, tag, access: author, params: OfConversation, status: 204 },
    summary: 'Keep your own unsent words',
    body: SaveDraft,
    handle: async ({ world, caller, params, body }) => {
      await saveDraft(world, caller, params, body)
      return undefined
    },
  }),
]
