import { makeApp, type SignIn, serveSignIn } from '../families/oauth2/emulated-sign-in.ts'
import { grantOf } from '../families/oauth2/emulated-tokens.ts'
import { defineLabNetwork, type LabHandle, type LabNetwork, type LabSite } from '../lab/lab.ts'
import { scopes } from './connect.ts'
import { documented } from './emulator/documented.ts'
import { type EmulatorOptions, type Ground, openGround, refusal } from './emulator/ground.ts'
import { makingOperations } from './emulator/making.ts'
import { type EmBlog, nextId } from './emulator/state.ts'
import { talkOperations } from './emulator/talk.ts'
import { tellingOperations } from './emulator/telling.ts'

const practiceApp = { clientId: 'practice-client', clientSecret: 'practice-client-secret' }

/** What tests may do besides. */
export type TumblrHandle = LabHandle & { closeBlog: (name: string) => void }

export function emulated(options: EmulatorOptions = {}): LabNetwork {
  return defineLabNetwork({
    id: 'tumblr',
    /** https://github.com/tumblr/docs api.md "Rate Limits" (read 2026-11-22). */
    rates: [
      {
        per: 'account',
        calls: 250,
        everyMs: 86_400_000,
        what: ({ method, path }) => method === 'POST' && path.endsWith('/posts'),
      },
      { per: 'app', calls: 1_000, everyMs: 3_600_000 },
      { per: 'app', calls: 5_000, everyMs: 86_400_000 },
    ],
    describe: documented,
    mount: (site) => mount(site, options),
  })
}

export default emulated()

function mount(site: LabSite, options: EmulatorOptions): TumblrHandle {
  const ground = openGround(site, options)
  const { state, commit, now } = ground
  const main = () => [...state.blogs.values()].filter((one) => one.primary)
  const signIn: SignIn = {
    site,
    state: state.oauth,
    commit,
    rules: {
      authorizePath: '/oauth2/authorize',
      tokenPath: '/v2/oauth2/token',
      scopes: scopes.map(({ name }) => name),
      pkce: 'none',
      proof: 'body',
      accessSeconds: 2520,
      refresh: { rotates: true, needs: 'offline_access' },
      title: 'Practice Tumblr',
      accounts: () => main().map(({ owner, title, name }) => ({ id: owner, name: title, handle: name })),
    },
  }
  serveSignIn(signIn)
  for (const part of [makingOperations, tellingOperations, talkOperations]) part(ground)
  const presented = (authorization: string | undefined) => grantOf(state.oauth, authorization, now())
  return {
    openAccount: async (who) => {
      const blog = main().find((one) => one.owner === who.handle) ?? register(ground, who)
      if (!state.oauth.apps.has(practiceApp.clientId)) makeApp(signIn, practiceApp)
      return { way: 'oauth', fields: {}, app: practiceApp, consent: { decision: 'allow', account: blog.owner } }
    },
    accountOf: ({ headers }) => presented(headers.authorization)?.account,
    expireToken: ({ headers }) => {
      const grant = presented(headers.authorization)
      if (grant) commit({ oauth: 'end', access: grant.access })
    },
    tooMany: (retryAfterS) =>
      refusal(
        429,
        'Limit Exceeded',
        undefined,
        retryAfterS === null
          ? {}
          : {
              'x-ratelimit-perhour-limit': '1000',
              'x-ratelimit-perhour-remaining': '0',
              'x-ratelimit-perhour-reset': String(retryAfterS),
            },
      ),
    broken: (status) => refusal(status, status === 404 ? 'Not Found' : 'Something went wrong'),
    comment: async (objectId, text, { person, at = now() } = {}) => {
      const above = state.replies.get(objectId)
      const post = above?.post ?? objectId
      if (!state.posts.has(post)) throw new Error(`nothing stands at ${objectId}`)
      const who = person ?? site.people.all[state.replies.size % site.people.all.length]
      const id = nextId(state, at)
      const words = above ? `@${above.blog} ${text}` : text
      commit({ made: 'reply', reply: { id, post, blog: who?.handle ?? '', text: words, at: at.toISOString() } })
      return id
    },
    longestComment: 475,
    closeBlog: (name) => {
      for (const blog of [...state.blogs.values()].filter((one) => one.name === name))
        commit({ did: 'close', blog: blog.uuid })
    },
  }
}

/** A person with a main blog and one beside it. */
function register({ site, commit }: Ground, who: { name: string; handle: string; locale?: string }): EmBlog {
  const locale = who.locale ?? 'en'
  const shared = { owner: who.handle, locale }
  const name = who.handle.replace(/\W|_/g, '-')
  const blog = { ...shared, uuid: `t:${site.random.hex(22)}`, name, title: who.name, primary: true }
  commit({
    made: 'blog',
    blog: {
      ...shared,
      uuid: `t:${site.random.hex(22)}`,
      name: `${name}-notes`,
      title: `${who.name} notes`,
      primary: false,
    },
  })
  commit({ made: 'blog', blog })
  return blog
}
