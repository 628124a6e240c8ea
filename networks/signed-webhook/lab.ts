import { defineLabNetwork, type LabAnswer, type LabHandle, type LabRequest, type LabSite } from '../lab/lab.ts'
import { received } from './emulator/receive.ts'
import { apply, type Event, emptyState, type State } from './emulator/state.ts'

/** A site of somebody's own that takes signed events, remembers their ids and keeps what they say. */
export default defineLabNetwork({ id: 'signed-webhook', mount })

function mount(site: LabSite): LabHandle {
  const kept = site.keep<State, Event>(emptyState(), apply)
  const receiverIn = (request: LabRequest) => kept.state.receivers.get(request.params.handle ?? '')

  site.on('POST', '/hooks/:handle', async (request): Promise<LabAnswer> => {
    const receiver = receiverIn(request)
    if (!receiver) return { status: 404, json: { error: 'there is nothing here' } }
    return received({ site, kept, receiver, request })
  })

  const freshSecret = () => `whsec_${Buffer.from(site.random.hex(64), 'hex').toString('base64')}`
  return {
    openAccount: async ({ name, handle }) => {
      const known = kept.state.receivers.get(handle)
      const secret = known?.secret ?? freshSecret()
      if (!known) kept.commit({ do: 'receiver', handle, secret })
      return { way: 'address', fields: { url: `${site.url}/hooks/${handle}`, secret, name } }
    },
    accountOf: (request) => request.path.match(/^\/hooks\/([^/]+)/)?.[1],
    expireToken: (request) => {
      const handle = request.path.match(/^\/hooks\/([^/]+)/)?.[1] ?? ''
      if (kept.state.receivers.has(handle)) kept.commit({ do: 'receiver', handle, secret: freshSecret() })
    },
    tooMany: (retryAfterS) => ({
      status: 429,
      json: { error: 'too many' },
      ...(retryAfterS === null ? {} : { headers: { 'retry-after': String(retryAfterS) } }),
    }),
    broken: (status) => ({ status, json: { error: 'broken' } }),
  }
}
