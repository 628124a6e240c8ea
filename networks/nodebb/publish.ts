import type { JsonObject } from '../../kernel/json.ts'
import type { AccountAccess, Call, PreparedContent, Publish, Step, StepRole, StepsDone } from '../contract.ts'
import { ask, heldIn, wireOf } from './client.ts'
import type { Post, Topic } from './entities.ts'
import { findReply, findTopic } from './find.ts'
import { sourceOf } from './markdown.ts'
import { placedBy, uploadName, uploadStep } from './media.ts'
import { settingOf } from './options.ts'
import { refOf } from './read-back.ts'

/** The first part is the topic, the others answer each other below it; the first comment answers the topic. */
export const publish: Publish = {
  steps: (content, account) => [
    ...content.parts.flatMap((part, index) => part.media.map((file, at) => uploadStep(file, index, at))),
    topicStep(content, account),
    ...content.parts.slice(1).map((_, index) => threadStep(content, index + 1)),
    ...(content.firstComment?.trim() ? [commentStep(content.firstComment)] : []),
  ],
}

const partName = (index: number) => (index === 0 ? 'post' : `thread-${index}`)

function sourceFor(content: PreparedContent, index: number, done: StepsDone): string {
  const part = content.parts[index]
  return sourceOf(
    part?.text ?? '',
    (part?.media ?? []).map((_, at) => placedBy(done, uploadName(index, at))),
  )
}

export function topicFields(content: PreparedContent, { facts }: AccountAccess): JsonObject {
  const tags = settingOf(content, facts, 'tags')
  return {
    cid: Number(settingOf(content, facts, 'category')) || 1,
    title: String(settingOf(content, facts, 'title')).trim(),
    tags: Array.isArray(tags) ? tags : [],
  }
}

function topicStep(content: PreparedContent, account: AccountAccess): Step {
  const removal = String(settingOf(content, account.facts, 'removal'))
  const fields = topicFields(content, account)
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const json = { ...fields, content: sourceFor(content, 0, done) }
      const answer = await ask(wireOf(call), { method: 'POST', path: '/api/v3/topics', json, writes: true })
      const topic = heldIn<Topic>(answer, 'mainPid', true)
      return { ref: refOf({ pid: topic.mainPid, tid: topic.tid }, call.account.server, removal) }
    },
    find: (call, _key, done, since) => findTopic(call, String(fields.title), sourceFor(content, 0, done), since),
  }
}

const threadStep = (content: PreparedContent, index: number): Step =>
  replyStep(
    partName(index),
    'thread',
    (done) => sourceFor(content, index, done),
    (done) => {
      const before = done[partName(index - 1)]?.ref
      return { tid: Number(before?.more?.tid), toPid: Number(before?.id) }
    },
  )

const commentStep = (text: string): Step =>
  replyStep(
    'comment',
    'comment',
    () => sourceOf(text, []),
    ({ post }) => ({ tid: Number(post?.ref?.more?.tid), toPid: Number(post?.ref?.id) }),
  )

type Place = { tid: number; toPid: number }

/** An answer in a topic, looked for among the topic's newest before it is sent again. */
export function replyStep(
  name: string,
  role: StepRole,
  source: (done: StepsDone) => string,
  placeOf: (done: StepsDone) => Place,
): Step {
  return {
    name,
    role,
    again: { way: 'look-first' },
    run: async (call: Call, _key, done) => {
      const { tid, toPid } = placeOf(done)
      const json = { content: source(done), toPid }
      const answer = await ask(wireOf(call), { method: 'POST', path: `/api/v3/topics/${tid}`, json, writes: true })
      const { pid } = heldIn<Post>(answer, 'pid', true)
      return { ref: refOf({ pid, tid }, call.account.server) }
    },
    find: (call, _key, done, since) => {
      const { tid, toPid } = placeOf(done)
      return findReply(call, tid, toPid, source(done), since)
    },
  }
}
