import { makeApp, newGrant, type SignIn, serveSignIn } from '../families/oauth2/emulated-sign-in.ts'
import { grantOf } from '../families/oauth2/emulated-tokens.ts'
import { defineLabNetwork, type LabHandle, type LabNetwork, type LabSite } from '../lab/lab.ts'
import { answered, commentUrn, personUrn } from './emulator/crowd.ts'
import { documented } from './emulator/documented.ts'
import { fileOperations } from './emulator/files.ts'
import { type EmulatorOptions, type Ground, openGround, refusal } from './emulator/ground.ts'
import { postOperations } from './emulator/posts.ts'
import { type EmMember, nextNumber } from './emulator/state.ts'
import { delivered, talkOperations } from './emulator/talk.ts'
import { whoOperations } from './emulator/who.ts'
import { memberScopes, pageScopes } from './flow.ts'

const practiceApp = { clientId: 'practice-client', clientSecret: 'practice-client-secret' }

/** What tests may do besides. */
export type LinkedInHandle = LabHandle & {
  consentOf: (handle: string) => Record<string, string>
  tokenFor: (handle: string, scopes: string[]) => string
  endRole: (handle: string) => void
}

export function emulated(options: EmulatorOptions = {}): LabNetwork {
  return defineLabNetwork({
    id: 'linkedin',
    /** Of a member and a day; the number is told only in the console: https://learn.microsoft.com/linkedin/shared/api-guide/concepts/rate-limits (read 2026-11-22). */
    rates: [
      {
        per: 'account',
        calls: 150,
        everyMs: 86_400_000,
        what: ({ method, path }) => method === 'POST' && path === '/rest/posts',
      },
    ],
    describe: documented,
    mount: (site) => mount(site, options),
  })
}

export default emulated()

function mount(site: LabSite, options: EmulatorOptions): LinkedInHandle {
  const ground = openGround(site, options)
  const names = [...new Set([...pageScopes, ...memberScopes].map(({ name }) => name))]
  const signIn: SignIn = {
    site,
    state: ground.state.oauth,
    commit: ground.commit,
    rules: {
      authorizePath: '/oauth/v2/authorization',
      tokenPath: '/oauth/v2/accessToken',
      scopes: names,
      pkce: 'none',
      proof: 'body',
      accessSeconds: 60 * 86_400,
      ...(options.partner === false ? {} : { refresh: { seconds: 365 * 86_400, rotates: false, isTold: true } }),
      title: 'Practice LinkedIn',
      accounts: () => [...ground.state.members.values()].map(({ urn, name, handle }) => ({ id: urn, name, handle })),
    },
  }
  serveSignIn(signIn)
  for (const part of [postOperations, fileOperations, talkOperations, whoOperations]) part(ground)
  return handleOf(ground, signIn)
}

function handleOf(ground: Ground, signIn: SignIn): LinkedInHandle {
  const { state, commit, now, site } = ground
  const presented = (authorization: string | undefined) => grantOf(state.oauth, authorization, now())
  const member = (handle: string) => {
    const found = [...state.members.values()].find((one) => one.handle === handle)
    if (!found) throw new Error(`nobody is called ${handle}`)
    return found
  }
  return {
    openAccount: async (who) => {
      const one = [...state.members.values()].find(({ handle }) => handle === who.handle) ?? register(ground, who)
      if (!state.oauth.apps.has(practiceApp.clientId)) makeApp(signIn, practiceApp)
      return { way: 'pages', fields: {}, app: practiceApp, consent: { decision: 'allow', account: one.urn } }
    },
    accountOf: ({ headers }) => state.members.get(presented(headers.authorization)?.account ?? '')?.handle,
    expireToken: ({ headers }) => {
      const grant = presented(headers.authorization)
      if (grant) commit({ oauth: 'end', access: grant.access })
    },
    tooMany: (retryAfterS) =>
      refusal(
        429,
        'TOO_MANY_REQUESTS',
        'Resource level throttle MEMBER DAY limit for calls to this resource is reached.',
        retryAfterS === null ? {} : { 'retry-after': String(retryAfterS) },
      ),
    broken: (status) => refusal(status, status === 404 ? 'RESOURCE_NOT_FOUND' : 'SERVER_ERROR', 'Something went wrong'),
    comment: async (objectId, text, { person, at = now(), picture } = {}) => {
      const above = state.comments.get(objectId)
      const post = state.posts.get(above?.post ?? objectId)
      if (!post) throw new Error(`nothing stands at ${objectId}`)
      const id = String(nextNumber(state, at))
      const actor = personUrn(ground, person ?? site.random.pick(site.people.all))
      const parent = above ? { parent: above.parent ?? commentUrn(above) } : {}
      const shown = picture ? { picture } : {}
      commit({ made: 'comment', comment: { id, post: post.urn, actor, text, at: at.getTime(), ...parent, ...shown } })
      return id
    },
    longestComment: 1250,
    pictures: { comments: 'bare' },
    tellsNoPictures: true,
    edit: async (id, text, at) => {
      const said = state.comments.get(id)
      if (said) commit({ made: 'comment', comment: { ...said, text, editedAt: at.getTime() } })
    },
    erase: async (id) => commit({ did: 'delete', what: 'comments', id }),
    answered: (id) => answered(ground, id),
    delivery: async (id, url) => delivered(ground, id, url, practiceApp.clientSecret),
    consentOf: (handle) => ({ decision: 'allow', account: member(handle).urn }),
    tokenFor: (handle, scopes) => {
      const grant = newGrant(signIn, practiceApp.clientId, member(handle).urn, scopes)
      commit({ oauth: 'grant', grant })
      return grant.access
    },
    endRole: (handle) => {
      for (const { page } of state.roles.filter((one) => one.member === member(handle).urn))
        commit({ did: 'end-role', page, member: member(handle).urn })
    },
  }
}

/** A member and the page they look after. */
function register({ state, commit }: Ground, who: { name: string; handle: string; locale?: string }): EmMember {
  const locale = who.locale ?? 'en'
  const number = 5_000_000 + state.members.size
  const member = { urn: `urn:li:person:m${number}`, name: who.name, handle: who.handle, locale }
  const page = { id: number, urn: `urn:li:organization:${number}`, name: who.name, vanityName: who.handle, locale }
  commit({ made: 'member', member })
  commit({ made: 'page', page })
  commit({ made: 'role', role: { page: page.urn, member: member.urn, role: 'ADMINISTRATOR' } })
  return member
}
