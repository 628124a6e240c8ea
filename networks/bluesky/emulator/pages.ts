import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { isObject } from './answers.ts'
import { takeBack } from './chat.ts'
import type { Ground } from './ground.ts'
import { type Held, heldIn, type Standing } from './state.ts'
import { answersTo, authorView, postView } from './views.ts'

/** What people see in a browser: a profile with its posts, and one post with its answers. */
export function mountPages(ground: Ground): void {
  ground.site.page('GET', '/profile/:actor', (request) => profile(ground, request))
  ground.site.page('GET', '/profile/:actor/post/:rkey', (request) => onePost(ground, request))
  ground.site.page('POST', '/door/account', (request) => settle(ground, request))
  ground.site.page('POST', '/door/unsay', (request) => takeBack(ground, request))
}

type Settings = { actor: string; password?: string; standing?: Standing; messages?: boolean }

/** What owners do in their settings, and the network's staff. */
function settle({ commit, accountBy, site }: Ground, { body }: LabRequest): LabAnswer {
  const { actor, password, standing, messages } = body as Settings
  const { did } = accountBy(actor)
  if (password) commit({ made: 'password', did, password, at: site.clock.now().toISOString() })
  if (standing) commit({ made: 'standing', did, standing })
  if (messages !== undefined) commit({ made: 'rights', did, messages })
  return { status: 204 }
}

function profile(ground: Ground, request: LabRequest): LabAnswer {
  const actor = request.params.actor ?? ''
  const account = ground.state.accounts.get(ground.didOf(actor) ?? actor)
  if (!account) return html(404, 'Nobody here', '<p>Nobody has this name.</p>')
  const posts = ground.crowd.posts(account).toReversed().slice(0, 50)
  return html(
    200,
    account.name,
    `<h1>${safe(account.name)}</h1><p>@${safe(account.handle)}</p>${posts.map((post) => article(ground, post)).join('')}`,
  )
}

function onePost(ground: Ground, request: LabRequest): LabAnswer {
  const { actor = '', rkey = '' } = request.params
  const account = ground.state.accounts.get(ground.didOf(actor) ?? actor)
  const post = account ? heldIn(account, 'app.bsky.feed.post', rkey) : undefined
  if (!post) return html(404, 'Not here', '<p>This post does not stand here (any more).</p>')
  const answers = answersTo(ground, post)
    .map((answer) => article(ground, answer))
    .join('')
  return html(200, account?.name ?? '', `${article(ground, post)}<section>${answers}</section>`)
}

function article(ground: Ground, post: Held): string {
  const view = postView(ground, post)
  const author = authorView(ground, post.uri.split('/')[2] ?? '')
  const lang = Array.isArray(post.value.langs) ? safe(String(post.value.langs[0])) : ''
  const images = isObject(view.embed) ? [...listOf(view.embed.images), ...listOf(view.embed.items)] : []
  const shown = images
    .map((image) => `<img src="${safe(String(image.fullsize))}" alt="${safe(String(image.alt))}" width="320">`)
    .join('')
  return `<article><b>${safe(String(author.displayName ?? ''))}</b> <time>${safe(String(post.value.createdAt ?? post.at))}</time>
<p lang="${lang}" style="white-space:pre-wrap">${safe(String(post.value.text ?? ''))}</p>${shown}<p>♥ ${view.likeCount} · ⟲ ${view.repostCount} · 💬 ${view.replyCount}</p></article>`
}

const listOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isObject) : [])
const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const html = (status: number, title: string, body: string): LabAnswer => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; img-src *; style-src 'unsafe-inline'",
  },
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(title)}</title>
<style>body{font:16px/1.5 system-ui;max-width:40rem;margin:2rem auto;padding:0 1rem}article{border-top:1px solid #ccc;padding:1rem 0}</style>${body}</html>`,
})
