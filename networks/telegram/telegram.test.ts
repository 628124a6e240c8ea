import { behavesLikeANetwork, labWorld, type NetworkWorld } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import telegram from './index.ts'
import emulator from './lab.ts'

const skip = specs.missing('telegram/api.json')

behavesLikeANetwork(telegram, () => labWorld(emulator), { skip, where: 'a channel' })
behavesLikeANetwork(telegram, groupWorld, { skip, where: 'a group' })

/** The same bot in a supergroup that is linked with no channel. */
async function groupWorld(): Promise<NetworkWorld> {
  const world = await labWorld(emulator)
  const body = {
    bot: Number(world.fields.token?.split(':')[0]),
    title: 'Cuppers of the North',
    place: { status: 'administrator', rights: { can_delete_messages: true, can_restrict_members: true } },
  }
  const answer = await fetch(`${world.lab.origin}/telegram/door/chats`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const { chat } = (await answer.json()) as { chat: number }
  return { ...world, fields: { ...world.fields, chats: String(chat) } }
}
