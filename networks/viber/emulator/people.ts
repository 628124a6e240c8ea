import type { Answered } from '../../lab/deeds.ts'
import type { Speaker } from '../../lab/network.ts'
import { type Desk, newToken } from './posts.ts'
import type { Account, Heard } from './rows.ts'

const idOf = (handle: string) => Buffer.from(`viber-${handle}`).toString('base64')
const handleOf = (id: string) =>
  Buffer.from(id, 'base64')
    .toString('utf8')
    .replace(/^viber-/, '')

/** Who writes subscribes. */
export function wrote(desk: Desk, bot: Account, text: string, by: Speaker = {}): string {
  const person = by.person ?? desk.site.people.all[text.length % desk.site.people.all.length]
  const id = idOf(person?.handle ?? 'person')
  const token = newToken(desk)
  const people = new Set([...(desk.rows.talks.get(bot.id)?.people ?? []), id])
  const heard: Heard = {
    token,
    of: bot.id,
    person: id,
    name: person?.name ?? id,
    text,
    at: (by.at ?? desk.site.clock.now()).getTime(),
    ...(by.picture ? { picture: true } : {}),
  }
  desk.tables.commit(
    [
      ['heard', token, heard],
      ['talks', bot.id, { people: [...people] }],
    ],
    { account: `person ${id}`, kind: 'message', objectId: token, text },
  )
  if (bot.webhook) desk.site.deliver(token, bot.webhook)
  return token
}

/** The last that the person wrote before it. */
export function answered({ rows, site }: Desk, token: string): Answered | undefined {
  const said = rows.messages.get(token)
  const before = [...rows.heard.values()].findLast((one) => one.of === said?.of && one.person === said.to)
  const person = before && site.people.byHandle(handleOf(before.person))
  return person && { id: before.token, person, text: before.text, at: new Date(before.at), inPrivate: true }
}

/** A message as a delivery tells it; the picture's words stand beside it. */
export const told = ({ site }: Desk, { text, picture }: Heard): object =>
  picture ? { type: 'picture', text, media: site.people.snapshot().url } : { type: 'text', text }
