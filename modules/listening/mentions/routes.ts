import { z } from 'zod'
import type { NetworkedWorld } from '../../../networks/world.ts'
import { Id } from '../../team/api.ts'
import { type Route, route } from '../../team/index.ts'
import { answerMention } from './answer-mention.ts'
import {
  AnswerMention,
  AnswerPlace,
  CaseOfMentions,
  ChangedMentions,
  ChangeMentions,
  Mention,
  MentionCounts,
  MentionsPage,
  MentionsQuery,
  MentionsToCase,
  MutedAuthors,
  UndoneMentions,
} from './api.ts'
import { changeMentions } from './change-mentions.ts'
import { countMentions } from './count-mentions.ts'
import { listMentions } from './list-mentions.ts'
import { mentionsToCase } from './mentions-to-case.ts'
import { mutedOf, unmute } from './muted-authors.ts'
import { showMention } from './show-mention.ts'
import { undoChange } from './undo-change.ts'

const tag = 'Listening'
const OfBrand = z.object({ brandId: Id })
const OfMention = OfBrand.extend({ mentionId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const
const works = { kind: 'brand', role: 'author' } as const
const path = '/api/brands/:brandId/listening/mentions' as const
const muted = '/api/brands/:brandId/listening/muted-authors' as const

export const mentionRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'GET', path, tag, access: reads, params: OfBrand, query: MentionsQuery, answer: MentionsPage },
    summary: 'What was said in public about a brand, newest first',
    handle: ({ world, caller, params, query }) => listMentions(world.db, caller, params.brandId, query),
  }),
  route({
    ...{ method: 'GET', path: `${path}/counts`, tag, access: reads, params: OfBrand, answer: MentionCounts },
    summary: 'How many mentions wait where, by folder, topic and query',
    handle: ({ world, caller, params }) => countMentions(world.db, caller, params.brandId),
  }),
  route({
    ...{ method: 'GET', path: `${path}/:mentionId`, tag, access: reads, params: OfMention, answer: Mention },
    summary: 'A mention with all its words, why it was found, and what is known of its author',
    handle: ({ world, params }) => showMention(world, params),
  }),
  route({
    ...{ method: 'POST', path: `${path}/changes`, tag, access: works, params: OfBrand },
    summary: 'Correct, label, assign, see or put out many mentions, all or none',
    body: ChangeMentions,
    answer: ChangedMentions,
    handle: ({ world, caller, params, body }) => changeMentions(world, caller, { ...params, ...body }),
  }),
  route({
    ...{ method: 'POST', path: `${path}/changes/:changeId/undo`, tag, access: works, answer: UndoneMentions },
    summary: 'Undo a change of mentions, but for what was changed since',
    params: OfBrand.extend({ changeId: Id }),
    handle: ({ world, caller, params }) => undoChange(world, caller, params),
  }),
  route({
    ...{ method: 'POST', path: `${path}/cases`, tag, access: works, params: OfBrand, body: MentionsToCase },
    summary: 'Put mentions into a case, or open one with them',
    answer: CaseOfMentions,
    handle: ({ world, caller, params, body }) => mentionsToCase(world, caller, params.brandId, body),
  }),
  route({
    ...{
      method: 'POST',
      path: `${path}/:mentionId/answer`,
      tag,
      access: works,
      params: OfMention,
      body: AnswerMention,
    },
    summary: 'Find where a mention is answered: a conversation of the inbox, or the address where it stands',
    answer: AnswerPlace,
    handle: ({ world, params, body }) => answerMention(world, { ...params, ...body }),
  }),
  route({
    ...{ method: 'GET', path: muted, tag, access: reads, params: OfBrand, answer: MutedAuthors },
    summary: 'Authors whose mentions are spam at once',
    handle: ({ world, params }) => mutedOf(world.db, params.brandId),
  }),
  route({
    ...{ method: 'DELETE', path: `${muted}/:authorId`, tag, access: works, status: 204 },
    summary: 'Hear an author again',
    params: OfBrand.extend({ authorId: Id }),
    handle: async ({ world, caller, params }) => {
      await unmute(world, caller, params)
      return undefined
    },
  }),
]
