import {
  answeredBefore,
  bad,
  type Caller,
  type Desk,
  fingerprint,
  type Given,
  groupNamed,
  keptName,
  lengthOf,
  type Method,
  managed,
  missing,
  nameOf,
  nowOf,
  Refused,
} from './desk.ts'
import { commentsOf, groupAccount, likesOf, reactionsOf } from './people.ts'
import type { Comment, Message, Rows } from './rows.ts'
import { commentShape, messageShape, peopleShape } from './show.ts'
import { checkAttachment, postNamed, removeComment } from './wall.ts'

export const talk: Record<string, Method> = {
  'wall.createComment': { by: ['user', 'group'], run: createComment },
  'wall.getComments': { by: ['user'], run: getComments },
  'wall.deleteComment': { by: ['user'], run: deleteComment },
  'wall.reportComment': { by: ['user'], run: reportComment },
  'likes.add': { by: ['user'], run: (desk, given, caller) => like(desk, given, caller, true) },
  'likes.delete': { by: ['user'], run: (desk, given, caller) => like(desk, given, caller, false) },
  'messages.send': { by: ['group'], run: send },
  'messages.getConversations': { by: ['group'], run: conversations },
  'messages.getHistory': { by: ['group'], run: history },
}

function createComment(desk: Desk, given: Given, caller: Caller) {
  const post = postNamed(desk, given)
  if (post.closed) throw new Refused(213, 'Access to status replies denied')
  const by = given.number('from_group') ?? 0
  const author = by > 0 ? -managed(desk, caller, by).id : caller.of === 'group' ? -caller.id : caller.id
  const guid = given.text('guid')
  const before = answeredBefore(desk, caller, guid)
  if (before !== undefined) return { comment_id: before, parents_stack: [] }
  const text = (given.text('message') ?? '').trim()
  const attachments = given.list('attachments')
  for (const one of attachments) checkAttachment(desk, one, -post.owner)
  if (text === '' && attachments.length === 0) throw bad('message is undefined')
  if (lengthOf(text) > 4096) throw bad('message is too long')
  const answers = given.number('reply_to_comment')
  if (answers !== undefined && !desk.rows.comments.has(nameOf(post.owner, answers))) throw bad('reply_to_comment')
  const comment: Comment = {
    id: desk.tables.nextId(),
    owner: post.owner,
    post: post.id,
    from: author,
    at: nowOf(desk),
    text,
    ...(answers === undefined ? {} : { answers }),
    ...(attachments.length > 0 ? { attachments } : {}),
  }
  const name = nameOf(comment.owner, comment.id)
  const kept: ['kept', string, Rows['kept']][] = guid
    ? [['kept', keptName(caller, guid), { answer: comment.id, at: comment.at }]]
    : []
  desk.tables.commit([['comments', name, comment], ...kept], {
    account: groupAccount(desk, post.owner),
    kind: 'comment',
    objectId: name,
    key: guid,
    text,
    fingerprint: fingerprint(post.id, text, answers ?? 0),
  })
  return { comment_id: comment.id, parents_stack: answers === undefined ? [] : [answers] }
}

/** First those that answer the post, each with the first answers to it. */
function getComments(desk: Desk, given: Given) {
  const post = postNamed(desk, given)
  reactionsOf(desk, post)
  const all = commentsOf(desk, post).sort((a, b) => a.at - b.at || a.id - b.id)
  const first = all.filter((one) => one.answers === undefined)
  const start = given.number('start_comment_id')
  const descends = given.text('sort') === 'desc'
  if (descends) first.reverse()
  const begins = first.findIndex((one) => start === undefined || (descends ? one.id <= start : one.id >= start))
  const from = (begins < 0 ? first.length : begins) + (given.number('offset') ?? 0)
  const some = first.slice(from, from + Math.min(given.number('count') ?? 10, 100))
  const answered = given.number('thread_items_count') ?? 0
  const items = some.map((one) => {
    const answers = all.filter((other) => other !== one && topOf(desk, other) === one)
    const shown = answers.slice(0, answered).map((other) => commentShape(desk, other))
    return { ...commentShape(desk, one), thread: { count: answers.length, items: shown } }
  })
  const people = given.flag('extended')
    ? peopleShape(
        desk,
        all.map((one) => one.from),
      )
    : {}
  return { count: all.length, current_level_count: first.length, items, ...people }
}

/** The one that answers the post, above this one. */
function topOf(desk: Desk, comment: Comment): Comment {
  const above = desk.rows.comments.get(nameOf(comment.owner, comment.answers ?? 0))
  return above ? topOf(desk, above) : comment
}

function commentNamed(desk: Desk, given: Given, name = 'comment_id'): Comment {
  const stands = desk.rows.comments.get(nameOf(given.number('owner_id') ?? 0, given.number(name) ?? 0))
  if (!stands) throw missing()
  return stands
}

function deleteComment(desk: Desk, given: Given, caller: Caller) {
  const group = managed(desk, caller, -(given.number('owner_id') ?? 0))
  removeComment(desk, commentNamed(desk, given), group.account)
  return 1
}

function reportComment(desk: Desk, given: Given) {
  const comment = commentNamed(desk, given)
  const objectId = nameOf(comment.owner, comment.id)
  desk.tables.commit([], { account: groupAccount(desk, comment.owner), kind: 'report', objectId })
  return 1
}

function like(desk: Desk, given: Given, caller: Caller, on: boolean) {
  if (given.text('type') !== 'comment') throw bad('type')
  const comment = commentNamed(desk, given, 'item_id')
  const name = nameOf(comment.owner, comment.id)
  const mark = `like comment ${name} user${caller.id}`
  if (desk.rows.marks.has(mark) !== on) {
    const act = {
      account: groupAccount(desk, comment.owner),
      kind: on ? ('like' as const) : ('unlike' as const),
      objectId: name,
    }
    desk.tables.commit([['marks', mark, on ? { at: nowOf(desk) } : null]], act)
  }
  return { likes: likesOf(desk, 'comment', name) }
}

function send(desk: Desk, given: Given, caller: Caller) {
  const group = groupNamed(desk, caller.id)
  const random = given.number('random_id')
  if (random === undefined) throw bad('random_id is undefined')
  const text = (given.text('message') ?? '').trim()
  const attachments = given.list('attachment')
  for (const one of attachments) checkAttachment(desk, one, group.id)
  if (text === '' && attachments.length === 0) throw bad('message is empty or invalid')
  if (lengthOf(text) > 9000) throw new Refused(914, 'Message is too long')
  const said = { group: group.id, from: -group.id, text, random, ...(attachments.length > 0 ? { attachments } : {}) }
  return given.list('peer_ids').map((peer) => sendTo(desk, { ...said, peer: Number(peer) }, caller))
}

type Said = Omit<Message, 'id' | 'at' | 'cmid'>

/** Who never wrote to the community cannot be written to. */
function sendTo(desk: Desk, said: Said & { random: number }, caller: Caller) {
  const { group, peer, random } = said
  const wrote = [...desk.rows.messages.values()].some((one) => one.group === group && one.from === peer)
  const nothing = { peer_id: peer, message_id: 0, conversation_message_id: 0 }
  if (!wrote)
    return { ...nothing, error: { code: 901, description: "Can't send messages for users without permission" } }
  const key = `random ${peer} ${random}`
  const before = random === 0 ? undefined : answeredBefore(desk, caller, key)
  if (before !== undefined)
    return {
      ...nothing,
      message_id: before,
      conversation_message_id: desk.rows.messages.get(String(before))?.cmid ?? 0,
    }
  const message = keepMessage(desk, said, keptName(caller, key))
  return { peer_id: peer, message_id: message.id, conversation_message_id: message.cmid }
}

export function keepMessage(desk: Desk, said: Said, kept?: string): Message {
  const at = nowOf(desk)
  const id = desk.tables.nextId()
  const cmid =
    [...desk.rows.messages.values()].filter((one) => one.peer === said.peer && one.group === said.group).length + 1
  const message: Message = { ...said, id, at, cmid }
  const account = groupAccount(desk, -said.group)
  const rows: ['kept', string, Rows['kept']][] = kept ? [['kept', kept, { answer: id, at }]] : []
  desk.tables.commit([['messages', String(id), message], ...rows], {
    account: said.from < 0 ? account : `person${said.from}`,
    kind: 'message',
    objectId: `message_${id}`,
    text: said.text,
    fingerprint: fingerprint(said.peer, said.text),
  })
  return message
}

function conversations(desk: Desk, given: Given, caller: Caller) {
  const own = [...desk.rows.messages.values()].filter((one) => one.group === caller.id)
  const last = new Map(own.map((one) => [one.peer, one]))
  const from = given.number('offset') ?? 0
  const ordered = [...last.values()].sort((a, b) => b.id - a.id).slice(from, from + (given.number('count') ?? 20))
  const items = ordered.map((one) => ({
    conversation: {
      peer: { id: one.peer, type: 'user', local_id: one.peer },
      last_message_id: one.id,
      last_conversation_message_id: one.cmid,
      in_read: one.id,
      out_read: one.id,
      version: one.id,
    },
    last_message: messageShape(desk, one),
  }))
  return { count: last.size, items, ...peopleShape(desk, [...last.keys()]) }
}

function history(desk: Desk, given: Given, caller: Caller) {
  const peer = given.number('peer_id') ?? 0
  const all = [...desk.rows.messages.values()].filter((one) => one.group === caller.id && one.peer === peer)
  const start = given.number('start_message_id') ?? Number.MAX_SAFE_INTEGER
  const older = all.filter((one) => one.id <= start).sort((a, b) => b.id - a.id)
  const some = older.slice(0, given.number('count') ?? 20)
  return { count: all.length, items: some.map((one) => messageShape(desk, one)), ...peopleShape(desk, [peer]) }
}
