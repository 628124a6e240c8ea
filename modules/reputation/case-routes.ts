import { z } from 'zod'
import type { NetworkedWorld as World } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { type Request, type Route, route } from '../team/index.ts'
import { answerWithStatement } from './answer-with-statement.ts'
import {
  AddConversations,
  AddPage,
  AddPlacement,
  AnswerExpert,
  AnsweredWith,
  AnswerWithStatement,
  AskExpert,
  AskedExpert,
  Case,
  CasesAnswer,
  CasesOfConversation,
  CasesQuery,
  ChangeCase,
  MakeCase,
  MarkWonBack,
  WriteStatement,
} from './api.ts'
import { answerExpert, askAboutCase } from './case-experts.ts'
import {
  addPage,
  addPlacement,
  approveStatement,
  dropPage,
  markWonBack,
  unmarkWonBack,
  writeStatement,
} from './case-parts.ts'
import { addConversations, changeCase, dropConversation, makeCase } from './cases.ts'
import { presentCase, presentCases, presentCasesOf } from './present-case.ts'
import type { OfCase } from './write-case.ts'

const tag = 'Cases'
const reads = { kind: 'brand', role: 'viewer' } as const
const gathers = { kind: 'brand', role: 'author' } as const
const edits = { kind: 'brand', role: 'editor' } as const
const approves = { kind: 'brand', role: 'manager' } as const
const OfBrand = z.object({ brandId: Id })
const OfOne = OfBrand.extend({ caseId: Id })
const path = '/api/brands/:brandId/cases'
const one = `${path}/:caseId`

/** A write answers with the case as it is now. */
async function after(
  request: Pick<Request<World, OfCase, unknown, unknown>, 'world' | 'caller' | 'params' | 'locale'>,
) {
  const { world, caller, params, locale } = request
  return presentCase(world, caller, params, locale)
}

export const caseRoutes: Route<World>[] = [
  route({
    ...{ method: 'GET', path, tag, access: reads, params: OfBrand, query: CasesQuery, answer: CasesAnswer },
    summary: 'The cases of a brand: those under way, those that ended, or all',
    handle: ({ world, params, query }) => presentCases(world, params.brandId, query),
  }),
  route({
    ...{ method: 'POST', path, tag, access: edits, params: OfBrand, body: MakeCase, answer: Case, status: 201 },
    summary: 'Open a case about one problem, with the conversations it begins with',
    handle: async ({ world, caller, params, body, locale }) => {
      const caseId = await makeCase(world, caller, params.brandId, body)
      return presentCase(world, caller, { brandId: params.brandId, caseId }, locale)
    },
  }),
  route({
    ...{ method: 'GET', path: one, tag, access: reads, params: OfOne, answer: Case },
    summary: 'A case with everything gathered, said, placed and done',
    handle: (request) => after(request),
  }),
  route({
    ...{ method: 'PATCH', path: one, tag, access: edits, params: OfOne, body: ChangeCase, answer: Case },
    summary: 'Change severity, owner, deadline, status or outcome of a case',
    handle: async (request) => {
      await changeCase(request.world, request.caller, request.params, request.body)
      return after(request)
    },
  }),
  route({
    ...{ method: 'GET', path: '/api/brands/:brandId/conversations/:conversationId/cases', tag, access: reads },
    ...{ params: OfBrand.extend({ conversationId: Id }), answer: CasesOfConversation },
    summary: 'The cases a conversation is in, and those it can be added to',
    handle: ({ world, caller, params }) => presentCasesOf(world, caller, params),
  }),
  route({
    ...{ method: 'POST', path: `${one}/conversations`, tag, access: gathers, params: OfOne },
    ...{ body: AddConversations, answer: Case },
    summary: 'Add conversations to a case; twice is once',
    handle: async (request) => {
      await addConversations(request.world, request.caller, request.params, request.body.conversationIds)
      return after(request)
    },
  }),
  route({
    ...{ method: 'DELETE', path: `${one}/conversations/:conversationId`, tag, access: gathers, answer: Case },
    params: OfOne.extend({ conversationId: Id }),
    summary: 'Take a conversation out of a case',
    handle: async (request) => {
      await dropConversation(request.world, request.caller, request.params)
      return after(request)
    },
  }),
  route({
    ...{ method: 'POST', path: `${one}/pages`, tag, access: gathers, params: OfOne, body: AddPage, answer: Case },
    summary: 'Keep what stood at an address; it is never fetched',
    handle: async (request) => {
      await addPage(request.world, request.caller, request.params, request.body)
      return after(request)
    },
  }),
  route({
    ...{ method: 'DELETE', path: `${one}/pages/:pageId`, tag, access: gathers, answer: Case },
    params: OfOne.extend({ pageId: Id }),
    summary: 'Take a captured page out of a case',
    handle: async (request) => {
      await dropPage(request.world, request.caller, request.params)
      return after(request)
    },
  }),
  route({
    ...{ method: 'POST', path: `${one}/statements`, tag, access: edits, params: OfOne, answer: Case },
    body: WriteStatement,
    summary: 'Write the next version of the statement',
    handle: async (request) => {
      await writeStatement(request.world, request.caller, request.params, request.body)
      return after(request)
    },
  }),
  route({
    ...{ method: 'POST', path: `${one}/statements/:statementId/approve`, tag, access: approves, answer: Case },
    params: OfOne.extend({ statementId: Id }),
    summary: 'Approve a version of the statement',
    handle: async (request) => {
      await approveStatement(request.world, request.caller, request.params)
      return after(request)
    },
  }),
  route({
    ...{ method: 'POST', path: `${one}/statements/:statementId/answers`, tag, access: edits, answer: AnsweredWith },
    ...{ params: OfOne.extend({ statementId: Id }), body: AnswerWithStatement, callsNetworks: true, perMinute: 20 },
    summary: 'Answer conversations of the case with an approved statement, each once',
    handle: async (request) => {
      const left = await answerWithStatement(request.world, request.caller, request.params, request.body)
      return { ...(await after(request)), left }
    },
  }),
  route({
    ...{ method: 'POST', path: `${one}/placements`, tag, access: edits, params: OfOne, answer: Case },
    body: AddPlacement,
    summary: 'Note where the statement was placed, and what readers are told of who speaks',
    handle: async (request) => {
      await addPlacement(request.world, request.caller, request.params, request.body)
      return after(request)
    },
  }),
  route({
    ...{ method: 'POST', path: `${one}/experts`, tag, access: edits, params: OfOne, body: AskExpert },
    ...{ answer: AskedExpert, perMinute: 20 },
    summary: 'Ask an expert about the case by mail; the answer comes back to it',
    handle: async (request) => {
      const sent = await askAboutCase(request.world, request.caller, request.params, request.body)
      return { ...(await after(request)), sent }
    },
  }),
  route({
    ...{ method: 'PATCH', path: `${one}/experts/:expertId`, tag, access: edits, body: AnswerExpert, answer: Case },
    params: OfOne.extend({ expertId: Id }),
    summary: 'Note what the expert answered otherwise; the question by mail is withdrawn',
    handle: async (request) => {
      await answerExpert(request.world, request.caller, request.params, request.body)
      return after(request)
    },
  }),
  route({
    ...{ method: 'POST', path: `${one}/won-back`, tag, access: edits, params: OfOne, body: MarkWonBack, answer: Case },
    summary: 'Mark somebody as won back, with the reason',
    handle: async (request) => {
      await markWonBack(request.world, request.caller, request.params, request.body)
      return after(request)
    },
  }),
  route({
    ...{ method: 'DELETE', path: `${one}/won-back/:personId`, tag, access: edits, answer: Case },
    params: OfOne.extend({ personId: Id }),
    summary: 'Take back that somebody was won back',
    handle: async (request) => {
      await unmarkWonBack(request.world, request.caller, request.params)
      return after(request)
    },
  }),
]
