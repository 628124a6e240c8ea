import { type Asking, closed, fine, type Place, Refused } from './app.ts'
import type { EmAccount, EmPost } from './state.ts'

const userFields: Record<string, string> = {
  ...{ open_id: 'user.info.basic', display_name: 'user.info.basic', avatar_url: 'user.info.basic' },
  ...{ avatar_large_url: 'user.info.basic', union_id: 'user.info.basic' },
  ...{ bio_description: 'user.info.profile', profile_deep_link: 'user.info.profile', username: 'user.info.profile' },
  ...{ follower_count: 'user.info.stats', following_count: 'user.info.stats' },
  ...{ likes_count: 'user.info.stats', video_count: 'user.info.stats' },
}
const videoFields = [
  ...['id', 'create_time', 'share_url', 'video_description', 'title', 'duration', 'cover_image_url'],
  ...['like_count', 'comment_count', 'share_count', 'view_count', 'height', 'width', 'embed_link', 'embed_html'],
]

/** https://developers.tiktok.com/doc/tiktok-api-v2-get-user-info, …-video-list, …-video-query (read 2026-11-22). */
export function readingOperations(place: Place): void {
  const { on } = place
  on('GET', '/v2/user/info/', 'user.info.basic', (request) => {
    const wanted = fieldsIn(request, Object.keys(userFields))
    if (wanted.some((name) => !request.scopes.includes(userFields[name] ?? '')))
      throw new Refused(401, 'scope_not_authorized', 'The user did not authorize the scope required for a field.')
    return fine({ user: only(userJson(place, request.account), wanted) })
  })
  on('POST', '/v2/video/list/', 'video.list', (request) => {
    const wanted = fieldsIn(request, videoFields)
    const given = closed(request.body ?? {}, ['cursor', 'max_count'])
    const most = Number(given.max_count ?? 10)
    if (!(most >= 1 && most <= 20)) throw new Refused(400, 'invalid_params', 'max_count must be 1 to 20.')
    const from = Number(given.cursor ?? 0)
    const all = publicOf(place, request.account)
    const page = all.slice(from, from + most)
    return fine({
      videos: page.map((one) => only(videoJson(place, one), wanted)),
      cursor: from + page.length,
      has_more: from + page.length < all.length,
    })
  })
  on('POST', '/v2/video/query/', 'video.list', (request) => {
    const wanted = fieldsIn(request, videoFields)
    const filters = closed(closed(request.body, ['filters'], ['filters']).filters, ['video_ids'], ['video_ids'])
    const ids = Array.isArray(filters.video_ids) ? filters.video_ids.map(String) : []
    if (ids.length > 20) throw new Refused(400, 'invalid_params', 'At most 20 ids.')
    const found = publicOf(place, request.account).filter((one) => ids.includes(one.id))
    return fine({ videos: found.map((one) => only(videoJson(place, one), wanted)) })
  })
}

function fieldsIn({ query }: Asking, known: string[]): string[] {
  const wanted = String(query.fields ?? '')
    .split(',')
    .filter(Boolean)
  const unknown = wanted.find((name) => !known.includes(name))
  if (wanted.length === 0 || unknown) throw new Refused(400, 'invalid_params', `fields: ${unknown ?? 'missing'}`)
  return wanted
}

const only = (whole: Record<string, unknown>, wanted: string[]) =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => wanted.includes(name)))

const publicOf = ({ state, now }: Place, account: EmAccount): EmPost[] =>
  [...state.posts.values()]
    .filter((one) => one.account === account.handle && one.privacy === 'PUBLIC_TO_EVERYONE')
    .filter((one) => new Date(one.readyAt) <= now())
    .sort((a, b) => b.ordinal - a.ordinal)

const reactionsOf = ({ site, now, state }: Place, post: EmPost) =>
  site.people.reactionsTo(
    {
      key: `clip ${post.account} ${post.ordinal}`,
      text: post.caption,
      language: state.accounts.get(post.account)?.locale,
      at: new Date(post.at),
      media: true,
    },
    now(),
  )

function videoJson(place: Place, post: EmPost): Record<string, unknown> {
  const all = reactionsOf(place, post)
  const count = (kind: string) => all.filter((one) => one.kind === kind).length
  return {
    id: post.id,
    create_time: Math.floor(Date.parse(post.at) / 1000),
    share_url: `https://www.tiktok.com/@${post.account}/${post.kind}/${post.id}`,
    video_description: post.caption,
    title: post.caption.slice(0, 150),
    duration: post.durationS,
    like_count: count('like'),
    comment_count: count('comment'),
    share_count: count('reshare'),
    view_count: all.length * 23,
  }
}

function userJson(place: Place, account: EmAccount): Record<string, unknown> {
  const own = publicOf(place, account)
  const gained = own.flatMap((one) => reactionsOf(place, one)).filter((one) => one.kind === 'follow').length
  const avatar = place.site.people.avatarUrl(account)
  return {
    ...{ open_id: account.openId, display_name: account.name, avatar_url: avatar, avatar_large_url: avatar },
    ...{ bio_description: 'Roasted in the north', username: account.handle },
    profile_deep_link: `https://vm.tiktok.com/${account.handle}/`,
    ...{ follower_count: 120 + gained, following_count: 7, likes_count: 900, video_count: own.length },
  }
}
