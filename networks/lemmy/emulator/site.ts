import { measure } from '../../lab/measure.ts'
import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { showCommunity, showPerson } from './present.ts'
import { type Asking, type Desk, domainOf, type EmPerson, ok, Refused } from './state.ts'

/** By name or address and password, and a code where the account asks for one. */
export function login(desk: Desk, request: LabRequest): LabAnswer {
  const { username_or_email: name, password, totp_2fa_token: code } = (request.body ?? {}) as Record<string, unknown>
  const person = [...desk.kept.state.people.values()].find((one) => one.name === name)
  if (!person?.password || person.password !== password) throw new Refused(401, 'incorrect_login')
  if (person.code && code === undefined) throw new Refused(400, 'missing_totp_token')
  if (person.code && person.code !== code) throw new Refused(400, 'incorrect_totp_token')
  const token = `eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.${desk.site.random.hex(32)}.${desk.site.random.hex(40)}k`
  desk.kept.commit({ do: 'token', token, person: person.id })
  return ok({ jwt: token, registration_created: false, verify_email_sent: false })
}

export function site(desk: Desk, me: EmPerson | undefined): LabAnswer {
  const communities = [...desk.kept.state.communities.values()]
  const shown = (one: (typeof communities)[number]) => ({ community: showCommunity(desk, one) })
  return ok({
    version: '0.19.12',
    site_view: { site: { name: 'Lab', actor_id: `http://${domainOf(desk)}/` }, local_site: { enable_nsfw: true } },
    admins: [],
    all_languages: [
      { id: 0, code: 'und', name: 'Undetermined' },
      { id: 22, code: 'bg', name: 'Български' },
      { id: 37, code: 'en', name: 'English' },
    ],
    discussion_languages: [],
    taglines: [],
    custom_emojis: [],
    ...(me
      ? {
          my_user: {
            local_user_view: {
              local_user: {},
              person: showPerson(desk, me),
              counts: { person_id: me.id, post_count: 0, comment_count: 0 },
            },
            follows: communities.filter((one) => one.followers.includes(me.id)).map(shown),
            moderates: communities.filter((one) => one.moderators.includes(me.id)).map(shown),
            community_blocks: [],
            instance_blocks: [],
            person_blocks: [],
            discussion_languages: [],
          },
        }
      : {}),
  })
}

export function community(desk: Desk, { given }: Asking): LabAnswer {
  const [name = '', home] = String(given.name ?? '').split('@')
  const local = home === undefined || home === domainOf(desk)
  const found = [...desk.kept.state.communities.values()].find(
    (one) => one.name === name && (local ? !one.home : one.home === home),
  )
  if (!found) throw new Refused(404, 'couldnt_find_community')
  return ok({
    community_view: { community: showCommunity(desk, found), subscribed: 'NotSubscribed', blocked: false, counts: {} },
    moderators: [],
    discussion_languages: [],
  })
}

const largest = 40 * 1024 * 1024

/** pict-rs: it decodes what it takes. */
export async function upload(desk: Desk, { me, request }: Asking): Promise<LabAnswer> {
  const [file] = request.files
  if (file?.field !== 'images[]') return { status: 400, json: { msg: 'no files' } }
  if (file.bytes > largest) return { status: 413, json: { msg: 'Payload reached size limit' } }
  const measured = await measure(file.path)
  if (!measured || measured.kind === 'audio') return { status: 400, json: { msg: 'Unsupported file format' } }
  const name = `${desk.site.random.hex(32)}.${measured.mime.split('/')[1]}`
  const path = await desk.site.keepFile(file, name)
  desk.kept.commit(
    { do: 'file', file: { name, path, mime: measured.mime, owner: me.id } },
    { account: me.name, kind: 'upload', objectId: name },
  )
  return { status: 201, json: { msg: 'ok', files: [{ file: name, delete_token: desk.site.random.hex(10) }] } }
}
