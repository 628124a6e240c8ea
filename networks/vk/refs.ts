import type { RemoteRef } from '../contract.ts'

export const refOfPost = (owner: number, id: number): RemoteRef => ({
  id: `${owner}_${id}`,
  url: `https://vk.com/wall${owner}_${id}`,
})

export const postNumbers = (id: string): { owner: number; id: number } => {
  const [owner = Number.NaN, number = Number.NaN] = id.split('_').map(Number)
  if (Number.isNaN(owner) || Number.isNaN(number)) throw new Error(`${id} names no post of a wall`)
  return { owner, id: number }
}
