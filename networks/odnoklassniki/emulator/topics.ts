import { readBlocks } from './blocks.ts'
import {
  bad,
  type Desk,
  type Form,
  fingerprint,
  idOfPerson,
  type Method,
  managed,
  missing,
  nowOf,
  personName,
  Refused,
} from './desk.ts'
import type { Comment, Rows, Topic } from './rows.ts'

export const topics: Record<string, Method> = {
  'mediatopic.post': {
    takes: ['type', 'gid', 'attachment', 'text_link_preview', 'hidden_post', 'set_status'],
    run: post,
  },
  'mediatopic.edit': { takes: ['topic_id', 'gid', 'attachment'], run: edit },
  'mediatopic.deleteTopic': { takes: ['topic_id', 'delete_id', 'gid'], run: remove },
  'mediatopic.getByIds': { takes: ['topic_ids', 'fields', 'media_limit'], run: getByIds },
  'group.getStatTopics': { takes: ['gid', 'fields', 'count', 'anchor', 'start_time', 'end_time'], run: statTopics },
  'group.getStatTopic': { takes: ['topic_id', 'fields'], run: statTopic },
  'discussions.getDiscussionComments': { takes: ['entityId', 'entityType', 'offset', 'count'], run: comments },
}

type Sent = {
  media?: unknown
  onBehalfOfGroup?: unknown
  disableComments?: unknown
  publishAtMs?: unknown
  publishAt?: unknown
}
const known = ['media', 'onBehalfOfGroup', 'disableComments', 'publishAtMs', 'publishAt']

function post(desk: Desk, given: Form, uid: string): string {
  if (given.type !== 'GROUP_THEME') throw bad('type')
  const group = managed(desk, uid, given.gid)
  const sent = parsed(given.attachment)
  const { blocks, used } = readBlocks(desk, sent.media, group.uid)
  const at = typeof sent.publishAtMs === 'number' ? sent.publishAtMs : undefined
  if (at !== undefined && at <= nowOf(desk)) throw bad('publishAtMs is in the past')
  const id = String(157_000_000_000_000 + desk.tables.nextId())
  const topic: Topic = {
    id,
    gid: group.uid,
    at: nowOf(desk),
    blocks,
    asGroup: sent.onBehalfOfGroup === true,
    closed: sent.disableComments === true,
    ...(at === undefined ? {} : { publishAt: at }),
  }
  desk.tables.commit([['topics', id, topic], ...used], {
    account: group.account,
    kind: 'create',
    objectId: id,
    text: textOf(topic),
    fingerprint: fingerprint(blocks),
  })
  return id
}

function parsed(written: string | undefined): Sent {
  try {
    const sent: unknown = JSON.parse(written ?? '')
    if (typeof sent !== 'object' || sent === null) throw bad('attachment')
    const strange = Object.keys(sent).find((key) => !known.includes(key))
    if (strange) throw bad(`attachment.${strange}`)
    return sent
  } catch (error) {
    throw error instanceof Refused ? error : bad('attachment is not JSON')
  }
}

const textOf = (topic: Topic) => topic.blocks.map((one) => (one.type === 'text' ? one.text : '')).join('')

function topicNamed({ rows }: Desk, id: string | undefined): Topic {
  const topic = rows.topics.get(id ?? '')
  if (!topic) throw missing(`topic ${id}`)
  return topic
}

function edit(desk: Desk, given: Form, uid: string) {
  const topic = topicNamed(desk, given.topic_id)
  const group = managed(desk, uid, topic.gid)
  const { blocks, used } = readBlocks(desk, parsed(given.attachment).media, group.uid)
  const changed = { ...topic, blocks }
  desk.tables.commit([['topics', topic.id, changed], ...used], {
    account: group.account,
    kind: 'edit',
    objectId: topic.id,
    text: textOf(changed),
    fingerprint: fingerprint(blocks),
  })
  return { success: true }
}

function remove(desk: Desk, given: Form, uid: string) {
  const topic = topicNamed(desk, given.topic_id ?? given.delete_id)
  const group = managed(desk, uid, topic.gid)
  desk.tables.commit([['topics', topic.id, null]], { account: group.account, kind: 'remove', objectId: topic.id })
  return { success: true, restore_id: desk.site.random.hex(16) }
}

function getByIds(desk: Desk, given: Form) {
  const found = (given.topic_ids ?? '').split(',').flatMap((id) => desk.rows.topics.get(id) ?? [])
  return { media_topics: found.map((one) => shape(desk, one)) }
}

const shape = (desk: Desk, topic: Topic) => ({
  id: topic.id,
  created_ms: topic.at,
  owner_ref: `group:${topic.gid}`,
  author_ref: topic.asGroup ? `group:${topic.gid}` : `user:${[...desk.rows.users.keys()][0]}`,
  media: topic.blocks,
  like_summary: { count: reactionsOf(desk, topic).filter((one) => one.kind === 'like').length, self: false },
  reshare_summary: { count: reactionsOf(desk, topic).filter((one) => one.kind === 'reshare').length },
  discussion_summary: {
    discussion_id: topic.id,
    discussion_type: 'GROUP_TOPIC',
    comments_count: commentsOf(desk, topic.id).length,
  },
})

/** What people did by now; what they said becomes comments, each once. */
function reactionsOf(desk: Desk, topic: Topic) {
  const before = [...desk.rows.topics.values()].filter((one) => one.gid === topic.gid && one.id < topic.id).length
  const seen = {
    key: `${topic.gid}/${before}`,
    text: textOf(topic),
    at: new Date(topic.at),
    media: topic.blocks.length > 1,
  }
  const reactions = desk.site.people.reactionsTo(seen, desk.site.clock.now())
  for (const one of reactions) {
    const mark = `said ${topic.id} ${one.id}`
    if (one.kind !== 'comment' || desk.rows.marks.has(mark)) continue
    say(desk, topic.id, idOfPerson(desk, one.person.handle), one.text, one.at.getTime(), { mark })
  }
  return reactions
}

export function say(
  desk: Desk,
  topic: string,
  author: string,
  text: string,
  at: number,
  { mark, answers }: { mark?: string; answers?: string } = {},
): string {
  const id = `MT${desk.tables.nextId()}`
  const comment: Comment = { id, topic, author, at, text, ...(answers ? { answers } : {}) }
  const marks: ['marks', string, Rows['marks']][] = mark ? [['marks', mark, { at }]] : []
  desk.tables.commit([['comments', id, comment], ...marks], {
    account: `person${author}`,
    kind: 'comment',
    objectId: id,
    text,
  })
  return id
}

const commentsOf = ({ rows }: Desk, topic: string) => [...rows.comments.values()].filter((one) => one.topic === topic)

function statTopics(desk: Desk, given: Form, uid: string) {
  const group = managed(desk, uid, given.gid)
  const all = [...desk.rows.topics.values()].filter((one) => one.gid === group.uid).reverse()
  const from = Number(given.anchor ?? 0)
  const some = all.slice(from, from + Math.min(Number(given.count ?? 10), 100))
  for (const one of some) reactionsOf(desk, one)
  return {
    topics: some.map((one) => ({ id: one.id, comments: commentsOf(desk, one.id).length, created_ms: one.at })),
    has_more: from + some.length < all.length,
    anchor: String(from + some.length),
  }
}

function statTopic(desk: Desk, given: Form, uid: string) {
  const topic = topicNamed(desk, given.topic_id)
  managed(desk, uid, topic.gid)
  const reached = 30 + reactionsOf(desk, topic).length * 9
  return { topic: { reach: reached, renderings: reached * 2, link_clicks: 1 } }
}

function comments(desk: Desk, given: Form) {
  if (given.entityType !== 'GROUP_TOPIC') throw bad('entityType')
  const topic = topicNamed(desk, given.entityId)
  reactionsOf(desk, topic)
  const from = Number(given.offset ?? 0)
  const page = commentsOf(desk, topic.id).slice(from, from + Number(given.count ?? 20))
  return {
    commentss: page.map((one) => ({
      id: one.id,
      text: one.text,
      type: 'ACTIVE_MESSAGE',
      created_ms: one.at,
      author_id: one.author,
      author_ref: `user:${one.author}`,
      author_name: personName(desk, one.author),
      like_count: 0,
      ...(one.answers ? { reply_to_comment_id: one.answers } : {}),
    })),
  }
}
