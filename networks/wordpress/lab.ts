import { defineLabNetwork, type LabHandle } from '../lab/lab.ts'
import { describeSite } from './emulator/describe.ts'
import { doorOperations, newPassword } from './emulator/doors.ts'
import { type Ground, openGround, passwordIn, refusal, userOf } from './emulator/ground.ts'
import { libraryOperations } from './emulator/library.ts'
import { postOperations } from './emulator/posts.ts'
import { answered, commentNamed, commentOperations, sayAs } from './emulator/talk.ts'

export { describedBy } from './emulator/describe.ts'

/** One blog with a user for every account that is opened; those called `…_author` may publish, but neither moderate nor set it up. */
export default defineLabNetwork({
  id: 'wordpress',
  describe: describeSite,
  mount: (site) => {
    const ground = openGround(site)
    for (const operations of [doorOperations, postOperations, libraryOperations, commentOperations]) operations(ground)
    return handleOf(ground)
  },
})

function handleOf(ground: Ground): LabHandle {
  const { site, state, commit } = ground
  return {
    openAccount: async ({ handle, name, locale = 'en' }) => {
      const known = [...state.users.values()].find((one) => one.login === handle)
      const role = handle.endsWith('_author') ? 'author' : 'administrator'
      const user = known ?? { id: state.users.size + 1, login: handle, name, title: name, locale, role }
      if (!known) commit({ made: 'user', user })
      return { way: 'app-password', fields: { site: site.url, user: handle, password: newPassword(ground, user.id) } }
    },
    accountOf: (request) => userOf(ground, request)?.login,
    expireToken: (request) => {
      const password = passwordIn(request)
      if (password) commit({ did: 'end-password', password })
    },
    tooMany: (retryAfterS) => ({
      ...refusal(429, 'too_many_requests', 'Too many requests.'),
      ...(retryAfterS === null ? {} : { headers: { 'retry-after': String(retryAfterS) } }),
    }),
    broken: (status) =>
      status === 404
        ? refusal(404, 'rest_no_route', 'No route was found matching the URL and request method.')
        : refusal(status, 'internal_server_error', 'There has been a critical error on this website.'),
    comment: async (objectId, text, { person, at } = {}) => {
      const above = commentNamed(ground, objectId)
      const post = state.posts.get(above?.post ?? Number(objectId))
      if (!post) throw new Error(`nothing stands at ${objectId}`)
      const who = person ?? site.random.pick(site.people.all)
      const moment = at ?? site.clock.now()
      return `comment-${sayAs(ground, who, post.id, text, moment, { parent: above?.id ?? 0 })}`
    },
    longestComment: 10_000,
    answered: (id) => answered(ground, id),
  }
}
