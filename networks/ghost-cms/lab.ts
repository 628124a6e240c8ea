import { defineLabNetwork, type LabHandle } from '../lab/lab.ts'
import { describeSite } from './emulator/describe.ts'
import { doorOperations } from './emulator/doors.ts'
import { type Ground, keyOf, openGround, Refused, refusal, siteUrl } from './emulator/ground.ts'
import { postOperations } from './emulator/posts.ts'

export { describedBy } from './emulator/describe.ts'

/** A site with a key of its own for every account that is opened, each with forty-two members. */
export default defineLabNetwork({
  id: 'ghost-cms',
  describe: describeSite,
  mount: (site) => {
    const ground = openGround(site)
    doorOperations(ground)
    postOperations(ground)
    return handleOf(ground)
  },
})

function handleOf(ground: Ground): LabHandle {
  const { site, state, commit } = ground
  const broken = (status: number) => {
    if (status === 404) return refusal(new Refused(404, 'NotFoundError', 'Resource not found'))
    if (status === 503)
      return refusal(new Refused(503, 'MaintenanceError', 'Site is in maintenance mode, please try again'))
    return refusal(new Refused(status, 'InternalServerError', 'An unexpected error occurred, please try again.'))
  }
  return {
    openAccount: async ({ handle, name }) => {
      const known = [...state.keys.values()].find((one) => one.account === handle)
      const key = known ?? { id: site.random.hex(24), secret: site.random.hex(64), account: handle, title: name }
      if (!known) commit({ made: 'key', key })
      return { way: 'admin-key', fields: { site: siteUrl(ground, handle), key: `${key.id}:${key.secret}` } }
    },
    accountOf: (request) => {
      try {
        return keyOf(ground, request).account
      } catch {
        return undefined
      }
    },
    expireToken: (request) => commit({ did: 'end-key', id: keyOf(ground, request).id }),
    tooMany: (retryAfterS) => ({
      ...refusal(new Refused(429, 'TooManyRequestsError', 'Too many requests.')),
      ...(retryAfterS === null ? {} : { headers: { 'retry-after': String(retryAfterS) } }),
    }),
    broken,
  }
}
