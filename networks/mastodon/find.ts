import { absentSince } from '../absence.ts'
import type { Call, Found } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Status } from './entities.ts'
import { textOfHtml } from './html.ts'
import { refOf } from './read-back.ts'

export type Sought = { text: string; warning: string; replyTo: string | undefined; media: number; answers?: string[] }

const skewMs = 2 * 60_000
const pageSize = 40
const mostPages = 10

/**
 * Looks among the account's own newest statuses for one that says this and was made since that moment.
 * Absence is sure when everything since then was read and no earlier try can still be on its way.
 */
export async function findStatus(call: Call, sought: Sought, since: Date): Promise<Found> {
  const from = since.getTime() - skewMs
  let before: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const statuses = await ownStatuses(call, before)
    for (const status of statuses) {
      if (Date.parse(status.created_at) < from) return absent(call, since)
      if (isLike(status, sought) && (await saysExactly(call, status, sought)))
        return { found: true, result: { ref: refOf(status) } }
    }
    if (statuses.length < pageSize) return absent(call, since)
    before = statuses.at(-1)?.id
  }
  return { found: false, sure: false, note: `more than ${pageSize * mostPages} statuses were made since` }
}

async function ownStatuses(call: Call, before: string | undefined): Promise<Status[]> {
  const query = { limit: pageSize, exclude_reblogs: true, max_id: before }
  return (await ask(wireOf(call), { path: `/api/v1/accounts/${call.account.remoteId}/statuses`, query })).json<
    Status[]
  >()
}

function absent(call: Call, since: Date): Found {
  return absentSince(call, since)
}

function isLike(status: Status, sought: Sought): boolean {
  const answers = status.poll?.options.map((option) => option.title)
  return (
    (status.in_reply_to_id ?? undefined) === sought.replyTo &&
    status.media_attachments.length === sought.media &&
    status.spoiler_text === sought.warning &&
    JSON.stringify(answers) === JSON.stringify(sought.answers) &&
    squeezed(textOfHtml(status.content)).slice(0, 20) === squeezed(sought.text).slice(0, 20)
  )
}

/** The page shortens mentions and may link words; the source is what was sent. */
async function saysExactly(call: Call, status: Status, sought: Sought): Promise<boolean> {
  const answer = await ask(wireOf(call), { path: `/api/v1/statuses/${status.id}/source`, fine: [404] })
  return answer.status === 200 && squeezed(answer.json<{ text: string }>().text) === squeezed(sought.text)
}

const squeezed = (text: string) =>
  text
    .replace(/@([\p{L}\p{N}_.-]+)@[\p{L}\p{N}_.-]+/gu, '@$1')
    .replace(/\s+/g, ' ')
    .trim()
