import type { Answered } from '../../lab/deeds.ts'
import type { LabPerson, Reaction } from '../../lab/people.ts'
import type { Ground } from './ground.ts'
import { type EmMedia, type EmPost, type EmUser, idOfMoment } from './state.ts'

/** A person of the cast has an account here, known by a number made of their place. */
export const personUser = ({ site }: Ground, person: LabPerson): EmUser => ({
  id: String(9000 + site.people.all.indexOf(person)),
  username: person.handle.replace(/\W/g, '_').slice(0, 15),
  openedAs: person.handle,
  name: person.name,
  locale: person.locale,
  at: '2019-05-02T00:00:00.000Z',
  followers: person.followers,
})

export function anyUser(ground: Ground, id: string): EmUser | undefined {
  const person = ground.site.people.all[Number(id) - 9000]
  return ground.state.users.get(id) ?? (person ? personUser(ground, person) : undefined)
}

export function reactionsOf({ state, site, now }: Ground, post: EmPost): Reaction[] {
  const author = state.users.get(post.author)
  if (!author || post.replyTo) return []
  const seen = {
    key: `x ${author.username} ${post.ordinal}`,
    text: post.text,
    language: author.locale,
    at: new Date(post.at),
    media: post.mediaIds.length > 0,
    options: post.poll?.options.length,
  }
  return site.people.reactionsTo(seen, now())
}

export function replyBy(ground: Ground, user: EmUser, text: string, under: EmPost, id: string, at: Date): EmPost {
  const author = anyUser(ground, under.author)
  return {
    id,
    author: user.id,
    text: `@${author?.username} ${text}`,
    at: at.toISOString(),
    lang: user.locale,
    mediaIds: [],
    replyTo: under.id,
    conversation: under.conversation,
    replySettings: 'everyone',
    ordinal: 0,
  }
}

/** Of their own accord. */
export const saidBy = (user: EmUser, text: string, id: string, at: Date): EmPost => ({
  ...{ id, author: user.id, text, at: at.toISOString(), lang: user.locale, mediaIds: [] },
  ...{ conversation: id, replySettings: 'everyone', ordinal: 0 },
})

/** What a person attached to their words, kept once. */
export function snapshotBy({ site, state, commit, now }: Ground, owner: string): string {
  const { mime, width, height, alt } = site.people.snapshot()
  const media: EmMedia = {
    ...{
      id: '7000000000000000001',
      owner,
      personal: false,
      type: 'photo',
      mime,
      path: site.snapshotPath(),
      width,
      height,
    },
    ...{ durationMs: 0, sha256: 'torn-bag', readyAt: now().toISOString(), alt },
  }
  if (!state.media.has(media.id)) commit({ made: 'media', media })
  return media.id
}

/** Everything that stands: what was kept, and what people said in answer. */
export function allPosts(ground: Ground): EmPost[] {
  const kept = [...ground.state.posts.values()]
  const said = kept.flatMap((post) =>
    reactionsOf(ground, post).flatMap((one) => {
      if (one.kind !== 'comment') return []
      const id = idOfMoment(one.at, BigInt(post.id) * 31n + BigInt(one.id))
      return [replyBy(ground, personUser(ground, one.person), one.text, post, id, one.at)]
    }),
  )
  return [...kept, ...said].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
}

export function answered(ground: Ground, id: string): Answered | undefined {
  const { state, site } = ground
  const message = state.messages.get(id)
  const reply = state.posts.get(id)
  const personAt = (user: string) => site.people.all[Number(user) - 9000]
  if (message) {
    const person = personAt(message.to)
    const earlier = [...state.messages.values()].filter((one) => one.from === message.to && BigInt(one.id) < BigInt(id))
    const last = earlier.at(-1)
    return person && { id: last?.id ?? id, person, text: last?.text ?? '', at: new Date(last?.at ?? message.at) }
  }
  const before = reply?.replyTo ? allPosts(ground).find((one) => one.id === reply.replyTo) : undefined
  const person = before && personAt(before.author)
  return person && { id: before.id, person, text: before.text, at: new Date(before.at) }
}
