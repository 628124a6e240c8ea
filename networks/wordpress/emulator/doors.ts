import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { type Ground, may, Refused, rest, signedIn } from './ground.ts'
import { shownUser } from './shapes.ts'

/** The site as visitors and their browsers see it, and what it tells of itself. */
export function doorOperations(ground: Ground): void {
  const { site, state } = ground
  const title = () => [...state.users.values()][0]?.title ?? 'A blog'
  site.page('GET', '/', () => ({
    status: 200,
    headers: { 'content-type': 'text/html', link: `<${site.url}${rest}/>; rel="https://api.w.org/"` },
    body: `<!doctype html><title>${title()}</title><link rel="https://api.w.org/" href="${site.url}${rest}/">`,
  }))
  ground.on('GET', '/', () => ({
    status: 200,
    json: {
      ...{ name: title(), description: 'Coffee from the north', url: site.url, home: site.url, gmt_offset: '0' },
      ...{ timezone_string: '', namespaces: ['wp/v2'], site_logo: 0, site_icon: 0, site_icon_url: '', routes: {} },
      authentication: {
        'application-passwords': { endpoints: { authorization: `${site.url}/wp-admin/authorize-application.php` } },
      },
    },
  }))
  ground.on('GET', '/wp/v2/users/me', (request) => {
    const user = signedIn(request, 'rest_not_logged_in', 'You are not currently logged in.')
    return { status: 200, json: shownUser(ground, user, request.given.context === 'edit' ? 'edit' : 'view') }
  })
  ground.on('GET', '/wp/v2/settings', (request) => {
    const user = signedIn(request, 'rest_forbidden', 'Sorry, you are not allowed to do that.')
    if (!may(user, 'manage_options')) throw new Refused(403, 'rest_forbidden', 'Sorry, you are not allowed to do that.')
    return { status: 200, json: { ...settings, title: title(), url: site.url } }
  })
  site.page('GET', '/wp-admin/authorize-application.php', (request) => consent(ground, request))
}

const settings = {
  ...{ description: 'Coffee from the north', email: 'north@example.org', timezone: '', date_format: 'F j, Y' },
  ...{ time_format: 'g:i a', start_of_week: 1, language: 'en_US', use_smilies: true, default_category: 1 },
  ...{ default_post_format: '0', posts_per_page: 10, show_on_front: 'posts', page_on_front: 0, page_for_posts: 0 },
  ...{ default_ping_status: 'open', default_comment_status: 'open', site_logo: null, site_icon: 0 },
}

/** `agree` is what a signed-in person's click would say. */
function consent(ground: Ground, { query }: LabRequest): LabAnswer {
  const success = String(query.success_url ?? '')
  if (!URL.canParse(success) || !/^https:|^http:\/\/(127\.0\.0\.1|localhost)/.test(success))
    return { status: 403, body: 'The URL must be served over a secure connection.' }
  const back = new URL(success)
  const user = [...ground.state.users.values()].find((one) => one.login === query.agree)
  if (query.refuse !== undefined) back.searchParams.set('success', 'false')
  else if (!user) return { status: 200, headers: { 'content-type': 'text/html' }, body: page(String(query.app_name)) }
  else {
    back.searchParams.set('site_url', ground.site.url)
    back.searchParams.set('user_login', user.login)
    back.searchParams.set('password', newPassword(ground, user.id))
  }
  return { status: 302, headers: { location: back.href } }
}

const page = (name: string) =>
  `<!doctype html><title>Authorize Application</title><p>${name.replace(/[<&]/g, '')} asks for access. Sign in first.</p>`

/** 24 letters and digits, shown in groups of four. */
export function newPassword({ site, commit }: Ground, user: number): string {
  const signs = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
  const password = Array.from({ length: 24 }, () => site.random.pick([...signs])).join('')
  commit({ made: 'password', password, user })
  return password.replace(/(.{4})(?=.)/g, '$1 ')
}
