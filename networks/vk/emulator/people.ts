import type { Answered } from '../../lab/deeds.ts'
import type { LabPerson, Reaction } from '../../lab/people.ts'
import { type Desk, fingerprint, nameOf } from './desk.ts'
import type { Comment, Group, Post } from './rows.ts'

const firstPerson = 1000

/** People of the lab have numbers of their own; managers are users of the emulator. */
export function userShape(desk: Desk, id: number) {
  const user = desk.rows.users.get(String(id))
  if (user)
    return {
      id,
      first_name: user.first,
      last_name: user.last,
      screen_name: user.screen,
      can_access_closed: true,
      is_closed: false,
    }
  const person = desk.site.people.all[id - firstPerson]
  const [first = 'DELETED', ...last] = person?.name.split(' ') ?? []
  return {
    id,
    first_name: first,
    last_name: last.join(' '),
    screen_name: person ? person.handle.replace(/\W/g, '_') : `id${id}`,
    photo_100: desk.site.people.avatarUrl({ handle: person?.handle ?? String(id) }),
    can_access_closed: true,
    is_closed: false,
  }
}

export const groupShape = (desk: Desk, group: Group) => ({
  id: group.id,
  name: group.name,
  screen_name: group.screen,
  is_closed: 0,
  type: 'page',
  ...(group.deactivated ? { deactivated: group.deactivated } : {}),
  photo_50: desk.site.people.avatarUrl({ handle: group.screen }),
  photo_100: desk.site.people.avatarUrl({ handle: group.screen }),
  photo_200: desk.site.people.avatarUrl({ handle: group.screen }),
})

export const commentsOf = ({ rows }: Desk, post: Post): Comment[] =>
  [...rows.comments.values()].filter((one) => one.owner === post.owner && one.post === post.id)

/** Marks are `like post -1_2 user5`. */
export const likesOf = ({ rows }: Desk, type: string, name: string): number =>
  [...rows.marks.keys()].filter((mark) => mark.startsWith(`like ${type} ${name} `)).length

/** What people did by now; what they said becomes comments, each once. */
export function reactionsOf(desk: Desk, post: Post): Reaction[] {
  const seen = {
    key: `${groupAccount(desk, post.owner)}/${[...desk.rows.posts.values()].filter((one) => one.owner === post.owner && one.id < post.id).length}`,
    text: post.text,
    at: new Date(post.at * 1000),
    media: post.attachments.length > 0,
  }
  const reactions = desk.site.people.reactionsTo(seen, desk.site.clock.now())
  for (const one of reactions) {
    const mark = `said ${nameOf(post.owner, post.id)} ${one.id}`
    if (one.kind !== 'comment' || desk.rows.marks.has(mark)) continue
    const at = Math.floor(one.at.getTime() / 1000)
    say(desk, post, firstPerson + desk.site.people.all.indexOf(one.person), one.text, at, { mark })
  }
  return reactions
}

export function say(
  desk: Desk,
  post: Pick<Post, 'id' | 'owner'>,
  from: number,
  text: string,
  at: number,
  { mark, answers, attachments }: { mark?: string; answers?: number; attachments?: string[] } = {},
): string {
  const id = desk.tables.nextId()
  const name = nameOf(post.owner, id)
  const comment: Comment = {
    id,
    owner: post.owner,
    post: post.id,
    from,
    at,
    text,
    ...(answers ? { answers } : {}),
    attachments,
  }
  desk.tables.commit(
    [['comments', name, comment], ...(mark ? [['marks', mark, { at }] as ['marks', string, { at: number }]] : [])],
    { account: `person${from}`, kind: 'comment', objectId: name, text, fingerprint: fingerprint(from, text) },
  )
  return name
}

export const anyPerson = ({ site }: Desk, text: string) => firstPerson + (text.length % site.people.all.length)
export const groupAccount = ({ rows }: Desk, owner: number) => rows.groups.get(String(-owner))?.account ?? String(owner)

export const numberOf = ({ site }: Desk, person: LabPerson) => firstPerson + site.people.all.indexOf(person)

/** A person answers a post or a comment. */
export function answerBy(desk: Desk, name: string, from: number, text: string, at: number, picture = false): string {
  const attachments = picture ? [snapshotBy(desk, from)] : undefined
  const post = desk.rows.posts.get(name)
  if (post) return say(desk, post, from, text, at, { attachments })
  const above = desk.rows.comments.get(name)
  if (!above) throw new Error(`nothing stands at ${name}`)
  return say(desk, { id: above.post, owner: above.owner }, from, text, at, { answers: above.id, attachments })
}

/** What a person attaches lies on their own page. */
export function snapshotBy({ rows, tables, site }: Desk, owner: number): string {
  const { mime, bytes, width, height, fileName } = site.people.snapshot()
  const name = `photo${owner}_457239017`
  const at = Math.floor(site.clock.now().getTime() / 1000)
  const file = { path: site.snapshotPath(), mime, bytes, width, height, seconds: 0, title: fileName, ready: true }
  if (!rows.assets.has(name)) tables.commit([['assets', name, { type: 'photo', owner, id: 457239017, at, ...file }]])
  return name
}

/** While others answer it, a comment that was taken back keeps its place. */
export function takeBack(desk: Desk, name: string): void {
  const comment = desk.rows.comments.get(name)
  if (!comment) return
  const isAnswered = [...desk.rows.comments.values()].some(
    (one) => one.owner === comment.owner && one.answers === comment.id,
  )
  desk.tables.commit([['comments', name, isAnswered ? { ...comment, text: '', deleted: true } : null]])
}

/** By the names of the ledger: a comment, or `message_` and its number. */
export function answered({ rows, site }: Desk, name: string): Answered | undefined {
  const message = rows.messages.get(name.replace(/^message_/, ''))
  const comment = rows.comments.get(name)
  const before = message
    ? [...rows.messages.values()].findLast((one) => one.from === message.peer && one.id < message.id)
    : rows.comments.get(nameOf(comment?.owner ?? 0, comment?.answers ?? 0))
  const person = before && site.people.all[before.from - firstPerson]
  if (!before || !person) return undefined
  const id = message ? `message_${before.id}` : nameOf(comment?.owner ?? 0, before.id)
  return { id, person, text: before.text, at: new Date(before.at * 1000) }
}
