import { makeApp, type SignIn, serveSignIn } from '../families/oauth2/emulated-sign-in.ts'
import { grantOf } from '../families/oauth2/emulated-tokens.ts'
import { defineLabNetwork, type LabHandle, type LabNetwork, type LabSite } from '../lab/lab.ts'
import { openApiDescription } from '../lab/openapi.ts'
import { specs } from '../lab/specs.ts'
import { scopes } from './connect.ts'
import { allPosts, answered, personUser, replyBy, saidBy, snapshotBy } from './emulator/crowd.ts'
import { deedOperations } from './emulator/deeds.ts'
import { delivered, deliveryOperations } from './emulator/deliveries.ts'
import { fileOperations } from './emulator/files.ts'
import { type EmulatorOptions, type Ground, openGround, problem, rateHeaders } from './emulator/ground.ts'
import { makingOperations } from './emulator/making.ts'
import { overlays } from './emulator/overlays.ts'
import { type EmUser, idAt } from './emulator/state.ts'
import { tellingOperations } from './emulator/telling.ts'

export const describedBy = 'x/openapi.json'

/** What everybody who practises shares: the secrets of the app of the desk. */
const practiceApp = { clientId: 'practice-client', clientSecret: 'practice-client-secret' }
const apiSecret = 'practice-api-secret'
const bearerToken = 'practice-app-bearer-token'

export function emulated(options: EmulatorOptions = {}): LabNetwork {
  return defineLabNetwork({
    id: 'x-twitter',
    describe: async () => (specs.has(describedBy) ? openApiDescription(specs.read(describedBy), overlays) : undefined),
    mount: (site) => mount(site, options),
  })
}

export default emulated()

function mount(site: LabSite, options: EmulatorOptions): LabHandle {
  const ground = openGround(site, options)
  ground.appTokens.add(bearerToken)
  const signIn: SignIn = {
    site,
    state: ground.state.oauth,
    commit: ground.commit,
    rules: {
      authorizePath: '/i/oauth2/authorize',
      tokenPath: '/2/oauth2/token',
      scopes: scopes.map(({ name }) => name),
      pkce: 'needed',
      proof: 'basic',
      accessSeconds: 7200,
      refresh: { rotates: true, needs: 'offline.access' },
      title: 'Practice X',
      accounts: () =>
        [...ground.state.users.values()].map(({ id, name, username }) => ({ id, name, handle: `@${username}` })),
    },
  }
  serveSignIn(signIn)
  for (const part of [makingOperations, tellingOperations, fileOperations, deedOperations, deliveryOperations])
    part(ground)
  return handleOf(ground, signIn)
}

function handleOf(ground: Ground, signIn: SignIn): LabHandle {
  const { state, commit, now, site } = ground
  const presented = (authorization: string | undefined) => grantOf(state.oauth, authorization, now())
  return {
    openAccount: async (who) => {
      const user = [...state.users.values()].find((one) => one.openedAs === who.handle) ?? register(ground, who)
      if (!state.oauth.apps.has(practiceApp.clientId)) makeApp(signIn, practiceApp)
      return {
        way: 'oauth',
        fields: {},
        app: { ...practiceApp, apiSecret, bearerToken },
        consent: { decision: 'allow', account: user.id },
      }
    },
    accountOf: ({ headers }) => state.users.get(presented(headers.authorization)?.account ?? '')?.openedAs,
    expireToken: ({ headers }) => {
      const grant = presented(headers.authorization)
      if (grant) commit({ oauth: 'end', access: grant.access })
    },
    tooMany: (retryAfterS) => {
      const reset = new Date(now().getTime() + (retryAfterS ?? 0) * 1000)
      return problem(
        429,
        'Too Many Requests',
        'about:blank',
        retryAfterS === null ? {} : rateHeaders(100, 0, reset, now()),
      )
    },
    broken: (status) => problem(status, status === 404 ? 'Not Found' : 'Something is wrong on our side'),
    comment: async (objectId, text, by = {}) => {
      const under = state.posts.get(objectId) ?? allPosts(ground).find((one) => one.id === objectId)
      if (!under) throw new Error(`nothing stands at ${objectId}`)
      const person = personUser(ground, by.person ?? site.random.pick(site.people.all))
      const at = by.at ?? now()
      const id = idAt(state, at)
      const mediaIds = by.picture ? [snapshotBy(ground, person.id)] : []
      commit({ made: 'post', post: { ...replyBy(ground, person, text, under, id, at), mediaIds } })
      return id
    },
    say: async (text, by = {}) => {
      const author = personUser(ground, by.person ?? site.random.pick(site.people.all))
      const at = by.at ?? now()
      const id = idAt(state, at)
      commit({ made: 'post', post: saidBy(author, text, id, at) })
      return id
    },
    cutStreams: () => {
      const cut = [...ground.listeners]
      ground.listeners.clear()
      for (const one of cut) one.cut()
      return cut.length
    },
    longestComment: 240,
    pictures: { comments: 'described', messages: 'described' },
    erase: async (id) => commit({ did: 'delete', what: 'posts', id }),
    answered: (id) => answered(ground, id),
    message: async (handle, text, by = {}) => {
      const to = [...state.users.values()].find((one) => one.openedAs === handle)
      if (!to) throw new Error(`nobody is called ${handle}`)
      const from = personUser(ground, by.person ?? site.random.pick(site.people.all)).id
      const at = by.at ?? now()
      const mediaId = by.picture ? snapshotBy(ground, from) : undefined
      const message = { id: idAt(state, at), from, to: to.id, text, at: at.toISOString(), mediaId }
      commit({ made: 'message', message })
      return message.id
    },
    delivery: async (id, url) => delivered(ground, id, url, apiSecret),
  }
}

function register({ state, commit, now }: Ground, who: { name: string; handle: string; locale?: string }): EmUser {
  const plain = who.handle.replace(/\W/g, '_').slice(0, 15)
  const taken = [...state.users.values()].some((one) => one.username === plain)
  const user = {
    id: idAt(state, now()),
    username: taken ? `${plain.slice(0, 10)}_${state.users.size}` : plain,
    openedAs: who.handle,
    name: who.name,
    locale: who.locale ?? 'en',
    at: now().toISOString(),
    followers: 120,
  }
  commit({ made: 'user', user })
  return user
}
