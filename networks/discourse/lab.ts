import { createHmac } from 'node:crypto'
import { defineLabNetwork, type LabHandle, type LabNetwork } from '../lab/lab.ts'
import { description } from './emulator/describe.ts'
import { doorOperations } from './emulator/doors.ts'
import {
  type ForumSettings,
  type Ground,
  openGround,
  ownSettings,
  Refused,
  refusal,
  userOf,
} from './emulator/ground.ts'
import { shownPost } from './emulator/shapes.ts'
import type { ForumPost } from './emulator/state.ts'
import { answered, postNamed, rewrite, sayAs, talkOperations, writeTo } from './emulator/talk.ts'
import { topicOperations } from './emulator/topics.ts'

/** A forum whose settings may differ, as those of real ones do. */
export const forumWith = (settings: Partial<ForumSettings> = {}): LabNetwork =>
  defineLabNetwork({
    id: 'discourse',
    /** `max_admin_api_reqs_per_minute`: https://meta.discourse.org/t/available-settings-for-global-rate-limits-and-throttling/78612 (read 2026-11-22). */
    rates: [{ per: 'account', calls: 60, everyMs: 60_000 }],
    describe: async () => description,
    mount: (site) => {
      const ground = openGround(site, { ...ownSettings, ...settings })
      for (const operations of [doorOperations, topicOperations, talkOperations]) operations(ground)
      return handleOf(ground)
    },
  })

export default forumWith()

const anyone = { id: 0, username: '', name: '', staff: false, title: '', suspended: false }

function handleOf(ground: Ground): LabHandle {
  const { site, state, commit } = ground
  const deliveries = new Map<string, ForumPost>()
  const told = (post: ForumPost) => {
    const place = `${post.topic}/${post.number}`
    deliveries.set(place, post)
    return place
  }
  return {
    openAccount: async ({ handle, name }) => {
      const known = [...state.users.values()].find((one) => one.username === handle)
      const user = known ?? {
        id: 1 + state.users.size,
        username: handle,
        name,
        staff: true,
        title: name,
        suspended: false,
      }
      if (!known) commit({ made: 'user', user })
      const key = site.random.hex(64)
      const webhookSecret = site.random.hex(24)
      commit({ made: 'key', key, user: user.id, webhookSecret })
      return { way: 'api-key', fields: { server: site.url, user: handle, key, webhookSecret } }
    },
    accountOf: (request) => userOf(ground, request)?.username,
    expireToken: (request) => commit({ did: 'end-key', key: request.headers['api-key'] ?? '' }),
    tooMany: (retryAfterS) => {
      const extras =
        retryAfterS === null ? {} : { extras: { wait_seconds: retryAfterS, time_left: `${retryAfterS} seconds` } }
      const message = 'You’ve performed this action too many times, please try again later.'
      return {
        ...refusal(new Refused(429, message, 'rate_limit', extras)),
        ...(retryAfterS === null ? {} : { headers: { 'retry-after': String(retryAfterS) } }),
      }
    },
    broken: (status) =>
      status === 404
        ? refusal(new Refused(404, 'The requested URL or resource could not be found.', 'not_found'))
        : {
            status,
            headers: { 'content-type': 'text/html' },
            body: '<html><title>Oops</title>The software powering this forum encountered a problem.</html>',
          },
    comment: async (objectId, text, by = {}) => {
      const above = postNamed(ground, objectId)
      if (!above) throw new Error(`nothing stands at ${objectId}`)
      const replyTo = above.number > 1 ? above.number : null
      return told(sayAs(ground, by.person ?? site.random.pick(site.people.all), above.topic, text, { ...by, replyTo }))
    },
    longestComment: 32_000,
    pictures: { comments: 'described', messages: 'described' },
    edit: async (id, text) => {
      const post = postNamed(ground, id)
      if (post) rewrite(ground, post, text)
    },
    erase: async (id) => {
      const post = postNamed(ground, id)
      if (post) commit({ made: 'post', post: { ...post, deleted: true } })
    },
    answered: (id) => answered(ground, id),
    message: async (handle, text, by = {}) => {
      const user = [...state.users.values()].find((one) => one.username === handle)
      if (!user) throw new Error(`nobody is called ${handle}`)
      return told(writeTo(ground, by.person ?? site.random.pick(site.people.all), user, text, by))
    },
    delivery: async (id, url) => {
      const post = deliveries.get(id)
      if (!post) throw new Error(`nothing was said at ${id}`)
      const topic_archetype = state.topics.get(post.topic)?.message ? 'private_message' : 'regular'
      const body = Buffer.from(JSON.stringify({ post: { ...shownPost(ground, post, anyone), topic_archetype } }))
      const secret = [...state.keys.values()].at(-1)?.webhookSecret ?? ''
      const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
      const event = { 'x-discourse-instance': site.url, 'x-discourse-event-id': '7', 'x-discourse-event-type': 'post' }
      const headers = {
        ...event,
        'x-discourse-event': 'post_created',
        'x-discourse-event-signature': signature,
        'content-type': 'application/json',
      }
      return { method: 'POST', query: {}, headers, body, url }
    },
  }
}
