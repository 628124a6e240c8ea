import type { RemoteRef } from '../contract.ts'
import type { Message } from './bot-api.ts'

export const refOf = ({ body, url, recipient }: Message): RemoteRef => ({
  id: body.mid,
  ...(url ? { url } : {}),
  more: { chat: recipient.chat_id },
})
