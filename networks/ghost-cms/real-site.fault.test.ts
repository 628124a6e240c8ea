import { systemClock } from '../../kernel/clock.ts'
import { createHttp } from '../../kernel/http/client.ts'
import { behavesLikeANetwork, memoryStore, type NetworkWorld } from '../conformance.ts'
import ghost from './index.ts'
import { titled } from './testing.ts'

const { RIALTO_GHOST_URL: site = '', RIALTO_GHOST_KEY: key = '' } = process.env
const skip = site && key ? false : 'no real site is named by RIALTO_GHOST_URL and RIALTO_GHOST_KEY (see the README)'

behavesLikeANetwork(ghost, worldOf, { where: 'the real server', skip })

async function worldOf(): Promise<NetworkWorld> {
  const { http, close } = createHttp({ allowOrigins: () => [new URL(site).origin], userAgent: 'Rialto' })
  const signal = new AbortController().signal
  const desk = { name: 'Rialto', url: 'https://desk.example' }
  return {
    way: 'admin-key',
    fields: { site, key },
    dress: titled,
    context: { http, clock: systemClock, signal, store: memoryStore(), desk, app: {} },
    close,
  }
}
