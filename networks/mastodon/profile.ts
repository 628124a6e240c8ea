import type { Call, OwnPosts, Profile, ProfilePicture } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Account, Status } from './entities.ts'
import { textOfHtml } from './html.ts'
import { postOf } from './read-back.ts'

/** The account as its own server shows it. */
export async function profile(call: Call): Promise<Profile> {
  const account = (await ask(wireOf(call), { path: '/api/v1/accounts/verify_credentials' })).json<Account>()
  const fields = (account.fields ?? []).map((field) => textOfHtml(field.value))
  const link = fields.find((value) => /^https?:\/\/\S+$/.test(value))
  return {
    name: account.display_name || account.username,
    handle: call.account.handle,
    ...(account.url ? { url: account.url } : {}),
    description: textOfHtml(account.note ?? ''),
    ...(link ? { link } : {}),
    ...(account.locked === undefined ? {} : { isOpen: !account.locked }),
    picture: pictureAt(account.avatar),
    ...(account.header === undefined ? {} : { cover: pictureAt(account.header) }),
  }
}

/** Who chose no picture is shown with the server's own. */
const pictureAt = (url: string): ProfilePicture => (url === '' || /\/missing\.png$/.test(url) ? 'none' : { url })

const pageSize = 40

/** What the account wrote itself, without what it only passed on. */
export const ownPosts: OwnPosts = async (call, cursor) => {
  const path = `/api/v1/accounts/${call.account.remoteId}/statuses`
  const query = { limit: pageSize, exclude_reblogs: true, max_id: cursor }
  const statuses = (await ask(wireOf(call), { path, query })).json<Status[]>()
  return { items: statuses.map(postOf), cursor: statuses.length === pageSize ? statuses.at(-1)?.id : undefined }
}
