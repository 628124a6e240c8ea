import { makeApp, newGrant, type SignIn, serveSignIn } from '../families/oauth2/emulated-sign-in.ts'
import { grantOf } from '../families/oauth2/emulated-tokens.ts'
import { defineLabNetwork, type LabHandle, type LabNetwork, type LabSite } from '../lab/lab.ts'
import { openApiDescription } from '../lab/openapi.ts'
import { specs } from '../lab/specs.ts'
import { scopes } from './connect.ts'
import { type EmulatorOptions, type Ground, openGround, rateHeaders, refusal } from './emulator/ground.ts'
import { overlays } from './emulator/overlays.ts'
import { pinOperations } from './emulator/pins.ts'
import { placeOperations } from './emulator/places.ts'
import { type EmUser, nextId } from './emulator/state.ts'

export const describedBy = 'pinterest/openapi.json'
const practiceApp = { clientId: 'practice-client', clientSecret: 'practice-client-secret' }

/** What tests may do besides. */
export type PinterestHandle = LabHandle & { tokenFor: (handle: string, scopes: string[]) => string }

export function emulated(options: EmulatorOptions = {}): LabNetwork {
  return defineLabNetwork({
    id: 'pinterest',
    describe: async () => (specs.has(describedBy) ? openApiDescription(specs.read(describedBy), overlays) : undefined),
    mount: (site) => mount(site, options),
  })
}

export default emulated()

function mount(site: LabSite, options: EmulatorOptions): PinterestHandle {
  const ground = openGround(site, options)
  const { state, commit, now } = ground
  const signIn: SignIn = {
    site,
    state: state.oauth,
    commit,
    rules: {
      authorizePath: '/oauth/',
      tokenPath: '/oauth/token',
      scopes: scopes.map(({ name }) => name),
      separator: ',',
      pkce: 'none',
      proof: 'basic',
      accessSeconds: 30 * 86_400,
      refresh: { seconds: 60 * 86_400, rotates: true, isTold: true },
      title: 'Practice Pinterest',
      accounts: () => [...state.users.values()].map(({ id, name, username }) => ({ id, name, handle: username })),
    },
  }
  serveSignIn(signIn)
  pinOperations(ground)
  placeOperations(ground)
  const presented = (authorization: string | undefined) => grantOf(state.oauth, authorization, now())
  const named = (handle: string) => [...state.users.values()].find(({ username }) => username === handle)
  return {
    openAccount: async (who) => {
      const user = named(who.handle) ?? register(ground, who)
      if (!state.oauth.apps.has(practiceApp.clientId)) makeApp(signIn, practiceApp)
      return { way: 'oauth', fields: {}, app: practiceApp, consent: { decision: 'allow', account: user.id } }
    },
    accountOf: ({ headers }) => state.users.get(presented(headers.authorization)?.account ?? '')?.username,
    expireToken: ({ headers }) => {
      const grant = presented(headers.authorization)
      if (grant) commit({ oauth: 'end', access: grant.access })
    },
    tooMany: (retryAfterS) =>
      refusal(
        429,
        8,
        'You have exceeded your rate limit. Try again later.',
        retryAfterS === null ? {} : rateHeaders(0, retryAfterS),
      ),
    broken: (status) => refusal(status, status === 404 ? 0 : 12, 'Something went wrong on our end. Sorry about that.'),
    tokenFor: (handle, granted) => {
      const grant = newGrant(signIn, practiceApp.clientId, named(handle)?.id ?? '', granted)
      commit({ oauth: 'grant', grant })
      return grant.access
    },
  }
}

/** An account with two boards, one of them in sections. */
function register(
  { state, commit, now, site }: Ground,
  who: { name: string; handle: string; locale?: string },
): EmUser {
  const user = { id: nextId(state, now()), username: who.handle, name: who.name, locale: who.locale ?? 'en' }
  commit({ made: 'user', user })
  const at = now().toISOString()
  const sections = ['Espresso', 'Filter'].map((name) => ({
    id: String(1_000_000 + site.random.below(8_999_999)),
    name,
  }))
  const shared = { owner: user.id, privacy: 'PUBLIC', at }
  commit({ made: 'board', board: { ...shared, id: nextId(state, now()), name: 'Beans', sections } })
  commit({ made: 'board', board: { ...shared, id: nextId(state, now()), name: 'Brewing', sections: [] } })
  commit({
    made: 'board',
    board: { ...shared, id: nextId(state, now()), name: 'Drafts', privacy: 'SECRET', sections: [] },
  })
  return user
}
