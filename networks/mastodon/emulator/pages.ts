import { repliesTo, statusById } from './crowd.ts'
import { anyAccount } from './persons.ts'
import { escaped } from './render.ts'
import type { Instance } from './server.ts'
import { accountShape, contentHtml, profileUrl, statusShape } from './shapes.ts'
import type { EmAccount, EmStatus } from './state.ts'

const frame = (
  title: string,
  body: string,
) => `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem;color:#1f2030;background:#f7f7fb}
article{background:#fff;border:1px solid #dcdce8;border-radius:12px;padding:1rem;margin:0 0 1rem}img,video{max-width:100%;border-radius:8px}
.who{display:flex;gap:.6rem;align-items:center}.who img{width:44px;height:44px}.invisible{font-size:0}.ellipsis::after{content:"…"}small{color:#5b5b73}button{font:inherit;padding:.5rem 1rem}</style>${body}`

/** Pages for people: a status as its server shows it, and the question whether an app may act for an account. */
export function pages(instance: Instance): void {
  const { site, state } = instance
  const html = (status: number, title: string, body: string) => ({
    status,
    body: frame(title, body),
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })
  site.page('GET', '/@:name/:id', ({ params }) => {
    const status = statusById(instance, params.id ?? '')
    if (!status || status.visibility === 'direct' || status.visibility === 'private')
      return html(404, '404', '<h1>404</h1>')
    const thread = [status, ...repliesTo(instance, status.id)]
    return html(200, status.text.slice(0, 60), thread.map((one) => article(instance, one)).join(''))
  })
  site.page('GET', '/@:name', ({ params }) => {
    const account = [...state.accounts.values()].find((one) => one.username === params.name)
    if (!account) return html(404, '404', '<h1>404</h1>')
    const own = (state.timelines.get(account.id) ?? [])
      .flatMap((id) => state.statuses.get(id) ?? [])
      .filter((one) => one.visibility === 'public')
    return html(
      200,
      account.name,
      `<h1>${escaped(account.name)}</h1>${own
        .reverse()
        .slice(0, 40)
        .map((one) => article(instance, one))
        .join('')}`,
    )
  })
}

function article(instance: Instance, status: EmStatus): string {
  const account = anyAccount(instance, status.accountId)
  if (!account) return ''
  const { avatar } = accountShape(instance, account)
  const shape = statusShape(instance, status, '')
  const media = shape.media_attachments.map((one) =>
    one.type === 'image'
      ? `<img src="${one.url}" alt="${escaped(one.description ?? '')}">`
      : one.type === 'audio'
        ? `<audio controls src="${one.url}"></audio>`
        : `<video controls src="${one.url}"></video>`,
  )
  const poll = shape.poll
    ? `<ul>${shape.poll.options.map((option) => `<li>${escaped(option.title)} · ${option.votes_count ?? ''}</li>`).join('')}</ul>`
    : ''
  const warning = status.spoiler ? `<p><strong>${escaped(status.spoiler)}</strong></p>` : ''
  return `<article><div class="who"><img src="${avatar}" alt=""><div><a href="${profileUrl(instance, account.username)}">${escaped(account.name)}</a><br><small>@${account.username}</small></div></div>
${warning}${contentHtml(instance, status.text)}${media.join('')}${poll}<small>${status.at} · ♥ ${shape.favourites_count} · ⟳ ${shape.reblogs_count}</small></article>`
}

export const signInPage = {
  broken: (why: string) => frame('Mastodon', `<h1>Mastodon</h1><p>${escaped(why)}</p>`),
  asking: (app: string, scopes: string[], accounts: EmAccount[], query: Record<string, string | string[]>) => {
    const hidden = Object.entries(query).map(
      ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(String(value))}">`,
    )
    const choice = accounts.map(
      (one, index) =>
        `<p><label><input type="radio" name="account" value="${one.id}"${index === 0 ? ' checked' : ''}> ${escaped(one.name)} @${escaped(one.username)}</label></p>`,
    )
    return frame(
      'Mastodon',
      `<h1>${escaped(app)}</h1><p>${scopes.map(escaped).join('<br>')}</p><form method="post" action="authorize">${hidden.join('')}${choice.join('')}
<button name="decision" value="allow">Authorize</button> <button name="decision" value="deny">Deny</button></form>`,
    )
  },
}
