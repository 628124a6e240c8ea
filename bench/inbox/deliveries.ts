/** What a community's server delivers, as the network writes it: each body to the door of one account. */
export type Door = { accountId: string; group: number; secret: string }
export type Delivery = { door: Door; body: string; id: string }

const words = [
  ...['How much is it?', 'Колко струва доставката?', 'Скільки коштує доставка?', 'Kolik stojí doprava?'],
  ...['Ile kosztuje dostawa?', 'Vad kostar frakten?', 'My parcel has not come 😡', 'Thank you, it was delicious ☕'],
]
const crowd = 900

/** The n-th of a stream: messages of a crowd, and comments of which some answer earlier ones. */
export function deliveryOf(n: number, doors: Door[], at: Date): Delivery {
  const door = doors[n % doors.length]
  if (!door) throw new Error('there is no door')
  const said = { date: Math.floor(at.getTime() / 1000), text: `${words[n % words.length]} (${n})` }
  const who = 1_000 + ((n * 7_919) % crowd)
  const turn = Math.floor(n / doors.length)
  const isMessage = turn % 2 === 0
  const answered = turn % 6 === 5 ? { reply_to_comment: n + 1 - 4 * doors.length } : {}
  const place = { owner_id: -door.group, post_id: 1 + (turn % 20) }
  const object = isMessage
    ? { message: { id: n + 1, peer_id: who, from_id: who, out: 0, ...said } }
    : { id: n + 1, from_id: who, ...place, ...said, ...answered }
  const type = isMessage ? 'message_new' : 'wall_reply_new'
  const body = JSON.stringify({
    type,
    group_id: door.group,
    secret: door.secret,
    event_id: `event ${n}`,
    v: '5.199',
    object,
  })
  return { door, body, id: isMessage ? `message_${n + 1}` : `-${door.group}_${n + 1}` }
}
