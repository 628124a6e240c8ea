import { textOfHtml } from '../../kernel/html/text-of-html.ts'
import type { ConnectedAccount } from '../contract.ts'
import { ask, listIn, type Wire } from './client.ts'
import type { SiteIndex, User } from './entities.ts'
import { capabilities, type SiteFacts, type Term } from './site-facts.ts'

/** Who the password belongs to, and what they may do on this site. */
export async function accountOf(wire: Wire): Promise<ConnectedAccount & { facts: SiteFacts }> {
  const user = (await ask(wire, { path: '/wp/v2/users/me', query: { context: 'edit' } })).json<User>()
  const index = (await ask(wire, { path: '/' })).json<SiteIndex>()
  const categories = listIn<Term>(
    await ask(wire, { path: '/wp/v2/categories', query: { per_page: 100, orderby: 'count', order: 'desc' } }),
  )
  const may = capabilities.filter((one) => user.capabilities?.[one] === true)
  const avatarUrl = index.site_icon_url || Object.values(user.avatar_urls ?? {}).at(-1)
  return {
    remoteId: String(user.id),
    kind: 'blog',
    name: textOfHtml(index.name) || hostAndPath(wire.server),
    handle: hostAndPath(wire.server),
    url: wire.server,
    ...(avatarUrl && URL.canParse(avatarUrl) ? { avatarUrl } : {}),
    server: wire.server,
    secrets: { user: wire.user ?? '', password: wire.password ?? '' },
    scopes: may,
    facts: {
      rest: wire.rest,
      userId: user.id,
      may,
      categories: categories.map(({ id, name }) => ({ id, name: textOfHtml(name) })),
    },
  }
}

const hostAndPath = (server: string) => server.replace(/^https?:\/\//, '')
