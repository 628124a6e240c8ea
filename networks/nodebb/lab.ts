import { defineLabNetwork, type LabHandle, type LabNetwork } from '../lab/lab.ts'
import { description } from './emulator/describe.ts'
import { doorOperations } from './emulator/doors.ts'
import {
  type ForumSettings,
  type Ground,
  openGround,
  ownSettings,
  refusal,
  tokenIn,
  userOf,
} from './emulator/ground.ts'
import { pageOperations } from './emulator/pages.ts'
import { answered, rewrite, sayAs, talkOperations, writeTo } from './emulator/talk.ts'
import { topicOperations } from './emulator/topics.ts'

/** A forum whose settings may differ, as those of real ones do. */
export const forumWith = (settings: Partial<ForumSettings> = {}): LabNetwork =>
  defineLabNetwork({
    id: 'nodebb',
    /** `postDelay` of install/data/defaults.json (read 2026-11-22). */
    rates: [
      {
        per: 'account',
        calls: 1,
        everyMs: 10_000,
        what: ({ method, path }) => method === 'POST' && path.startsWith('/api/v3/topics'),
      },
    ],
    describe: async () => description,
    mount: (site) => {
      const ground = openGround(site, { ...ownSettings, ...settings })
      for (const operations of [doorOperations, topicOperations, talkOperations, pageOperations]) operations(ground)
      return handleOf(ground)
    },
  })

export default forumWith()

function handleOf(ground: Ground): LabHandle {
  const { site, state, commit } = ground
  return {
    openAccount: async ({ handle, name }) => {
      const known = [...state.users.values()].find((one) => one.username === handle)
      const user = known ?? {
        uid: state.users.size + 1,
        username: handle,
        name,
        moderator: true,
        title: name,
        banned: false,
      }
      if (!known) commit({ made: 'user', user })
      const token = `${site.random.hex(8)}-${site.random.hex(4)}-4${site.random.hex(3)}-8${site.random.hex(3)}-${site.random.hex(12)}`
      commit({ made: 'token', token, uid: user.uid })
      return { way: 'token', fields: { server: site.url, token } }
    },
    accountOf: (request) => userOf(ground, request)?.username,
    expireToken: (request) => commit({ did: 'end-token', token: tokenIn(request) }),
    tooMany: (retryAfterS) => ({
      ...refusal(429, 'too-many-requests', 'You have made too many requests, please try again later'),
      ...(retryAfterS === null ? {} : { headers: { 'retry-after': String(retryAfterS) } }),
    }),
    broken: (status) =>
      status === 404
        ? refusal(404, 'not-found', 'Invalid API call')
        : refusal(
            status,
            'internal-server-error',
            'You have encountered an unexpected error while attempting to use this API',
          ),
    comment: async (objectId, text, by = {}) =>
      String(sayAs(ground, by.person ?? site.random.pick(site.people.all), Number(objectId), text, by)),
    longestComment: 32_767,
    pictures: { comments: 'described', messages: 'described' },
    edit: async (id, text, at) => {
      const post = state.posts.get(Number(id))
      if (post) rewrite(ground, post, text, at)
    },
    erase: async (id) => {
      const post = state.posts.get(Number(id))
      if (post) commit({ made: 'post', post: { ...post, deleted: true } })
    },
    answered: (id) => answered(ground, id),
    message: async (handle, text, by = {}) => {
      const user = [...state.users.values()].find((one) => one.username === handle)
      if (!user) throw new Error(`nobody is called ${handle}`)
      return writeTo(ground, by.person ?? site.random.pick(site.people.all), user, text, by)
    },
  }
}
