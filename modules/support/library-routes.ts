import { z } from 'zod'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { type Route, route } from '../team/index.ts'
import {
  FilledReply,
  FillReply,
  Label,
  LabelOrder,
  LabelSettings,
  Labels,
  Macro,
  MacroRan,
  MacroSettings,
  Macros,
  MacroUndone,
  RemoveLabelQuery,
  RunMacro,
  SavedReplies,
  SavedRepliesQuery,
  SavedReply,
  SavedReplySettings,
} from './api.ts'
import { changeLabel, type LabelRow, labelsOf, makeLabel, orderLabels, removeLabel } from './labels.ts'
import { changeMacro, type MacroRow, macrosOf, makeMacro, removeMacro } from './macros.ts'
import { runMacro, undoMacro } from './run-macro.ts'
import {
  changeSavedReply,
  fillFor,
  makeSavedReply,
  removeSavedReply,
  type SavedReplyRow,
  savedRepliesOf,
  savedReplyAnswers,
} from './saved-replies.ts'

const reads = { kind: 'brand', role: 'viewer' } as const
const answers = { kind: 'brand', role: 'author' } as const
const edits = { kind: 'brand', role: 'editor' } as const
const params = z.object({ brandId: Id })
const OfLabel = params.extend({ labelId: Id })
const OfReply = params.extend({ savedReplyId: Id })
const OfMacro = params.extend({ macroId: Id })

type World = NetworkedWorld
const labelAnswer = ({ id, name, color }: LabelRow) => ({ id, name, color })
const macroAnswer = ({ id, name, acts, used }: MacroRow) => ({ id, name, acts, used })
const labelsNow = async (world: World, brandId: string) => ({
  items: (await labelsOf(world.db, brandId)).map(labelAnswer),
})
const answered = async (world: World, row: SavedReplyRow) => {
  const [answer] = await savedReplyAnswers(world.db, [row])
  if (!answer) throw new Error('a saved reply came to no answer')
  return answer
}

const labelRoutes: Route<World>[] = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/labels',
    summary: 'The labels of a brand, in their order',
    ...{ tag: 'Labels', access: reads, params, answer: Labels },
    handle: ({ world, params }) => labelsNow(world, params.brandId),
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/labels',
    summary: 'Make a label',
    ...{ tag: 'Labels', access: edits, params, body: LabelSettings, answer: Label, status: 201 as const },
    handle: async ({ world, caller, params, body }) =>
      labelAnswer(await makeLabel(world, caller, params.brandId, body)),
  }),
  route({
    method: 'PUT',
    path: '/api/brands/:brandId/labels/order',
    summary: 'Put the labels in another order',
    ...{ tag: 'Labels', access: edits, params, body: LabelOrder, answer: Labels },
    handle: async ({ world, caller, params, body }) => {
      await orderLabels(world, caller, params.brandId, body.ids)
      return labelsNow(world, params.brandId)
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/brands/:brandId/labels/:labelId',
    summary: 'Change a label, on all conversations that have it',
    ...{ tag: 'Labels', access: edits, params: OfLabel, body: LabelSettings.partial(), answer: Label },
    handle: async ({ world, caller, params, body }) => labelAnswer(await changeLabel(world, caller, params, body)),
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId/labels/:labelId',
    summary: 'Remove a label; conversations keep its word unless it is to go everywhere',
    ...{ tag: 'Labels', access: edits, params: OfLabel, query: RemoveLabelQuery, status: 204 as const },
    handle: async ({ world, caller, params, query }) => {
      await removeLabel(world, caller, params, query.everywhere)
      return undefined
    },
  }),
]

const replyRoutes: Route<World>[] = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/saved-replies',
    summary: 'Saved replies, those used most first',
    ...{ tag: 'Saved replies', access: reads, params, query: SavedRepliesQuery, answer: SavedReplies },
    handle: async ({ world, params, query }) => ({
      items: await savedReplyAnswers(world.db, await savedRepliesOf(world.db, params.brandId, query.q)),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/saved-replies',
    summary: 'Save a reply',
    ...{
      tag: 'Saved replies',
      access: answers,
      params,
      body: SavedReplySettings,
      answer: SavedReply,
      status: 201 as const,
    },
    handle: async ({ world, caller, params, body }) =>
      answered(world, await makeSavedReply(world, caller, params.brandId, body)),
  }),
  route({
    method: 'PATCH',
    path: '/api/brands/:brandId/saved-replies/:savedReplyId',
    summary: 'Change a saved reply',
    ...{ tag: 'Saved replies', access: answers, params: OfReply, answer: SavedReply },
    body: z.object({
      name: SavedReplySettings.shape.name.optional(),
      shortcut: SavedReplySettings.shape.shortcut.unwrap().optional(),
      texts: SavedReplySettings.shape.texts.optional(),
      labels: SavedReplySettings.shape.labels.unwrap().optional(),
    }),
    handle: async ({ world, caller, params, body }) =>
      answered(world, await changeSavedReply(world, caller, params, body)),
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId/saved-replies/:savedReplyId',
    summary: 'Remove a saved reply',
    ...{ tag: 'Saved replies', access: edits, params: OfReply, status: 204 as const },
    handle: async ({ world, caller, params }) => {
      await removeSavedReply(world, caller, params)
      return undefined
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/saved-replies/:savedReplyId/fill',
    summary: 'The text of a saved reply for one conversation',
    ...{ tag: 'Saved replies', access: answers, params: OfReply, body: FillReply, answer: FilledReply },
    handle: ({ world, caller, params, body }) => fillFor(world, caller, params, body),
  }),
]

const macroRoutes: Route<World>[] = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/macros',
    summary: 'Macros, those used most first',
    ...{ tag: 'Macros', access: reads, params, answer: Macros },
    handle: async ({ world, params }) => ({ items: (await macrosOf(world.db, params.brandId)).map(macroAnswer) }),
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/macros',
    summary: 'Make a macro: several acts under one name',
    ...{ tag: 'Macros', access: edits, params, body: MacroSettings, answer: Macro, status: 201 as const },
    handle: async ({ world, caller, params, body }) =>
      macroAnswer(await makeMacro(world, caller, params.brandId, body)),
  }),
  route({
    method: 'PATCH',
    path: '/api/brands/:brandId/macros/:macroId',
    summary: 'Change a macro',
    ...{ tag: 'Macros', access: edits, params: OfMacro, body: MacroSettings.partial(), answer: Macro },
    handle: async ({ world, caller, params, body }) => macroAnswer(await changeMacro(world, caller, params, body)),
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId/macros/:macroId',
    summary: 'Remove a macro',
    ...{ tag: 'Macros', access: edits, params: OfMacro, status: 204 as const },
    handle: async ({ world, caller, params }) => {
      await removeMacro(world, caller, params)
      return undefined
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/macros/:macroId/run',
    summary: 'Carry out a macro on a conversation: all of it, or nothing',
    ...{ tag: 'Macros', access: answers, params: OfMacro, body: RunMacro, answer: MacroRan, status: 201 as const },
    handle: ({ world, caller, params, body }) => runMacro(world, caller, { ...params, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/macro-runs/:macroRunId/undo',
    summary: 'Undo what a macro did, as far as nobody changed it since',
    ...{ tag: 'Macros', access: answers, params: params.extend({ macroRunId: Id }), answer: MacroUndone },
    handle: ({ world, caller, params }) => undoMacro(world, caller, params),
  }),
]

export const libraryRoutes = [...labelRoutes, ...replyRoutes, ...macroRoutes]
