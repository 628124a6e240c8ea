import { measure } from '../../lab/measure.ts'
import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { listing } from './present.ts'
import { type Asking, type Desk, type EmSub, refused, wrong } from './state.ts'

const ok = (json: unknown): LabAnswer => ({ status: 200, json })

export function me(desk: Desk, { user }: Asking): LabAnswer {
  return ok({
    id: user.id,
    name: user.name,
    icon_img: desk.site.people.avatarUrl({ handle: user.name }),
    is_suspended: desk.kept.state.suspended.has(user.name),
    total_karma: 120,
    subreddit: {
      display_name: `u_${user.name}`,
      title: user.title,
      public_description: 'Coffee, roasted in the north.',
      subscribers: 61,
      banner_img: '',
      banner_size: null,
      icon_size: [128, 128],
    },
  })
}

function subNamed(desk: Desk, name: string | undefined): EmSub {
  const sub = desk.kept.state.subs.get((name ?? '').toLowerCase())
  if (!sub) throw refused(404, 'Not Found')
  if (sub.closed) throw refused(403, 'Forbidden', { reason: 'private' })
  return sub
}

export function moderated(desk: Desk, { user }: Asking): LabAnswer {
  const own = [...desk.kept.state.subs.values()].filter((one) => one.moderators.includes(user.name))
  return ok(listing(own.map((one) => showSub(one, user.name))))
}

export const about = (desk: Desk, { request, user }: Asking) =>
  ok(showSub(subNamed(desk, request.params.sub), user.name))

const showSub = (sub: EmSub, name: string) => ({
  kind: 't5',
  data: {
    display_name: sub.name,
    submission_type: 'any',
    allow_images: true,
    allow_videos: true,
    allow_polls: sub.polls,
    allow_galleries: true,
    user_is_moderator: sub.moderators.includes(name),
    user_is_banned: false,
    subscribers: 4100,
  },
})

export const rules = (desk: Desk, { request }: Asking) =>
  ok({
    rules: subNamed(desk, request.params.sub).rules.map((short_name) => ({ kind: 'all', short_name, description: '' })),
    site_rules: [],
  })

export const flairs = (desk: Desk, { request }: Asking) =>
  ok(
    subNamed(desk, request.params.sub).flairs.map((one) => ({
      ...one,
      type: 'text',
      text_editable: false,
      mod_only: false,
    })),
  )

export const requirements = (desk: Desk, { request }: Asking) =>
  ok({ is_flair_required: subNamed(desk, request.params.sub).flairRequired, title_text_max_length: null })

export function lease(desk: Desk, { user, form }: Asking): LabAnswer {
  const mime = String(form.mimetype ?? '')
  if (!/^(image\/(jpeg|png|gif)|video\/(mp4|quicktime))$/.test(mime))
    throw wrong('BAD_MIMETYPE', 'this kind of file is not taken', 'mimetype')
  const id = desk.site.random.hex(13)
  const key = `rte_images/${id}`
  desk.kept.commit({ do: 'asset', asset: { id, owner: user.name, mime, key } })
  const fields = {
    acl: 'private',
    key,
    'x-amz-storage-class': 'STANDARD',
    'Content-Type': mime,
    policy: 'lab',
    success_action_status: '201',
  }
  return ok({
    args: {
      action: `${desk.site.url}/store`,
      fields: Object.entries(fields).map(([name, value]) => ({ name, value })),
    },
    asset: {
      asset_id: id,
      processing_state: 'incomplete',
      payload: { filepath: form.filepath },
      websocket_url: 'wss://ws.invalid/rte',
    },
  })
}

/** The store takes what it was told to take, up to 1 GB, and looks at nothing. */
export async function store(desk: Desk, request: LabRequest): Promise<LabAnswer> {
  const form = (request.body ?? {}) as Record<string, string>
  const asset = [...desk.kept.state.assets.values()].find((one) => one.key === form.key)
  const [file] = request.files
  const xml = (status: number, body: string) => ({ status, headers: { 'content-type': 'application/xml' }, body })
  if (!asset || !file || form.policy !== 'lab')
    return xml(403, '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>')
  if (!request.headers['content-length'])
    return xml(
      411,
      '<Error><Code>MissingContentLength</Code><Message>You must provide the Content-Length HTTP header.</Message></Error>',
    )
  const measured = await measure(file.path)
  const most = (asset.mime.startsWith('video/') ? 1024 : 20) * 1024 * 1024
  if (file.bytes > most)
    return xml(
      400,
      '<Error><Code>EntityTooLarge</Code><Message>Your proposed upload exceeds the maximum allowed size</Message></Error>',
    )
  const path = await desk.site.keepFile(file, asset.id)
  desk.kept.commit(
    { do: 'asset', asset: { ...asset, path, bytes: file.bytes, mime: measured?.mime ?? asset.mime } },
    { account: asset.owner, kind: 'upload', objectId: asset.id },
  )
  return xml(
    201,
    `<PostResponse><Location>${desk.site.url}/store/${asset.key}</Location><Key>${asset.key}</Key></PostResponse>`,
  )
}
