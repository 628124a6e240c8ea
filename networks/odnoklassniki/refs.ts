import type { RemoteRef } from '../contract.ts'

export const refOfTopic = (gid: string, id: string): RemoteRef => ({
  id,
  url: `https://ok.ru/group/${gid}/topic/${id}`,
})
