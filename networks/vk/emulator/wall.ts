import {
  answeredBefore,
  bad,
  type Caller,
  type Desk,
  denied,
  fingerprint,
  type Given,
  keptName,
  lengthOf,
  type Method,
  managed,
  missing,
  nameOf,
  needsScope,
  nowOf,
  Refused,
} from './desk.ts'
import type { Comment, Post, Rows } from './rows.ts'
import { peopleShape, pollShape, postShape } from './show.ts'

const textMax = 16_384
const mostAttachments = 10

export const wall: Record<string, Method> = {
  'wall.post': { by: ['user'], run: post },
  'wall.edit': { by: ['user'], run: edit },
  'wall.delete': { by: ['user'], run: remove },
  'wall.pin': { by: ['user'], run: pin },
  'wall.get': { by: ['user'], run: get },
  'wall.getById': { by: ['user'], run: getById },
  'newsfeed.search': { by: ['user'], run: search },
  'polls.create': { by: ['user'], run: createPoll },
}

function groupOfOwner(desk: Desk, given: Given, caller: Caller) {
  const owner = given.number('owner_id') ?? caller.id
  if (owner >= 0) throw new Refused(214, 'Access to adding post denied')
  return managed(desk, caller, -owner)
}

function post(desk: Desk, given: Given, caller: Caller) {
  needsScope(caller, 'wall')
  const group = groupOfOwner(desk, given, caller)
  const before = answeredBefore(desk, caller, given.text('guid'))
  if (before !== undefined) return { post_id: before }
  const content = readContent(desk, given, group.id)
  const id = desk.tables.nextId()
  const made: Post = {
    id,
    owner: -group.id,
    from: given.flag('from_group') ? -group.id : caller.id,
    at: nowOf(desk),
    ...content,
    ...(given.flag('signed') ? { signer: caller.id } : {}),
  }
  const guid = given.text('guid')
  const kept: ['kept', string, Rows['kept']][] = guid
    ? [['kept', keptName(caller, guid), { answer: id, at: made.at }]]
    : []
  desk.tables.commit([['posts', nameOf(made.owner, id), made], ...kept], {
    account: group.account,
    kind: 'create',
    objectId: nameOf(made.owner, id),
    key: guid,
    text: made.text,
    fingerprint: fingerprint(made.text, made.attachments),
  })
  return { post_id: id }
}

/** What a post may say and carry. */
function readContent(desk: Desk, given: Given, group: number) {
  const text = (given.text('message') ?? '').trim()
  if (lengthOf(text) > textMax) throw bad('message is too long')
  const attachments = given.list('attachments')
  if (attachments.length > mostAttachments) throw bad('too many attachments')
  for (const one of attachments) checkAttachment(desk, one, group)
  if (attachments.filter(isLink).length > 1) throw bad('attachments: more than one link')
  const visible = attachments.filter((one) => !one.startsWith('poll'))
  if (text === '' && visible.length === 0) throw bad(attachments.length > 0 ? 'a poll is not posted alone' : 'message')
  const [lat, long] = [given.number('lat'), given.number('long')]
  if ((lat === undefined) !== (long === undefined) || Math.abs(lat ?? 0) > 90 || Math.abs(long ?? 0) > 180)
    throw bad('lat')
  const source = given.text('copyright')
  if (source && !URL.canParse(source)) throw new Refused(3102, "Specified link is incorrect (can't find source)")
  return {
    text,
    attachments,
    ...(given.flag('mark_as_ads') ? { ads: true } : {}),
    ...(given.flag('close_comments') ? { closed: true } : {}),
    ...(lat === undefined ? {} : { geo: `${lat} ${long}` }),
    ...(source ? { source } : {}),
  }
}

const isLink = (name: string) => /^https?:\/\/[^/]+\.[^/]+/.test(name)

export function checkAttachment({ rows }: Desk, name: string, group: number): void {
  if (isLink(name)) return
  const key = /^poll(-?\d+_\d+)$/.exec(name)?.[1]
  const stands = key ? rows.polls.get(key) : rows.assets.get(name)
  if (!stands) throw bad(`attachments: ${name} does not exist`)
  if ('ready' in stands && !stands.ready) throw bad(`attachments: ${name} was never uploaded`)
  if (stands.owner !== -group && stands.owner < 0) throw denied()
}

export function postNamed(desk: Desk, given: Given): Post {
  const stands = desk.rows.posts.get(nameOf(given.number('owner_id') ?? 0, given.number('post_id') ?? 0))
  if (!stands) throw missing()
  return stands
}

function edit(desk: Desk, given: Given, caller: Caller) {
  const group = groupOfOwner(desk, given, caller)
  const stands = postNamed(desk, given)
  const content = readContent(desk, given, group.id)
  const { ads: _, closed: __, geo: ___, source: ____, ...kept } = stands
  const name = nameOf(stands.owner, stands.id)
  const changed: Post = { ...kept, ...content, edited: nowOf(desk) }
  desk.tables.commit([['posts', name, changed]], {
    account: group.account,
    kind: 'edit',
    objectId: name,
    text: content.text,
    fingerprint: fingerprint(content.text, content.attachments),
  })
  return { post_id: stands.id }
}

/** The comments under it go first. */
function remove(desk: Desk, given: Given, caller: Caller) {
  const group = groupOfOwner(desk, given, caller)
  const stands = postNamed(desk, given)
  for (const comment of desk.rows.comments.values())
    if (comment.owner === stands.owner && comment.post === stands.id) removeComment(desk, comment, group.account)
  const name = nameOf(stands.owner, stands.id)
  desk.tables.commit([['posts', name, null]], { account: group.account, kind: 'remove', objectId: name })
  return 1
}

export function removeComment(desk: Desk, comment: Comment, account: string): void {
  const name = nameOf(comment.owner, comment.id)
  desk.tables.commit([['comments', name, null]], { account, kind: 'remove', objectId: name })
}

function pin(desk: Desk, given: Given, caller: Caller) {
  const group = groupOfOwner(desk, given, caller)
  const stands = postNamed(desk, given)
  const before = [...desk.rows.posts.values()].filter((one) => one.owner === stands.owner && one.pinned)
  const unpinned = before.map(({ pinned: _, ...one }): ['posts', string, Post] => [
    'posts',
    nameOf(one.owner, one.id),
    one,
  ])
  const name = nameOf(stands.owner, stands.id)
  desk.tables.commit([...unpinned, ['posts', name, { ...stands, pinned: true }]], {
    account: group.account,
    kind: 'pin',
    objectId: name,
  })
  return 1
}

/** Newest first, the pinned one before all. */
function get(desk: Desk, given: Given) {
  const owner = given.number('owner_id') ?? 0
  if (!desk.rows.groups.has(String(-owner))) throw denied()
  const all = [...desk.rows.posts.values()].filter((one) => one.owner === owner).reverse()
  const ordered = [...all.filter((one) => one.pinned), ...all.filter((one) => !one.pinned)]
  const from = given.number('offset') ?? 0
  const some = ordered.slice(from, from + Math.min(given.number('count') ?? 20, 100))
  return { count: all.length, items: some.map((one) => postShape(desk, one)) }
}

function getById(desk: Desk, given: Given) {
  const posts = given.list('posts').flatMap((name) => {
    const stands = desk.rows.posts.get(name)
    return stands ? [stands] : []
  })
  return { items: posts.map((one) => postShape(desk, one)) }
}

function search(desk: Desk, given: Given) {
  const words = (given.text('q') ?? '').toLowerCase()
  const found = [...desk.rows.posts.values()].filter((one) => one.text.toLowerCase().includes(words)).reverse()
  const from = Number(given.text('start_from') ?? 0)
  const page = found.slice(from, from + (given.number('count') ?? 30))
  const next = from + page.length < found.length ? { next_from: String(from + page.length) } : {}
  return {
    items: page.map((one) => postShape(desk, one)),
    count: page.length,
    total_count: found.length,
    ...next,
    ...peopleShape(
      desk,
      page.map((one) => one.from),
    ),
  }
}

function createPoll(desk: Desk, given: Given, caller: Caller) {
  const group = groupOfOwner(desk, given, caller)
  const answers = readAnswers(given.text('add_answers') ?? '[]')
  const question = given.text('question') ?? ''
  if (question.trim() === '') throw bad('question is undefined')
  const ends = given.number('end_date') ?? 0
  if (ends !== 0 && ends <= nowOf(desk)) throw bad('end_date is invalid')
  const id = desk.tables.nextId()
  const poll = { owner: -group.id, id, at: nowOf(desk), question, answers, multiple: given.flag('is_multiple'), ends }
  desk.tables.commit([['polls', nameOf(poll.owner, id), poll]])
  return pollShape(poll)
}

function readAnswers(written: string): string[] {
  const answers: unknown = JSON.parse(written)
  const fits =
    Array.isArray(answers) && answers.every((one) => typeof one === 'string' && one !== '' && lengthOf(one) <= 100)
  if (!fits || answers.length < 1 || answers.length > 10) throw bad('add_answers')
  return answers as string[]
}
