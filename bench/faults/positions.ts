/** Where on a publication's way a worker process is killed. */
export const positions = {
  'before-claim': 'kill before the claim',
  'after-claim': 'kill after the claim',
  arriving: 'kill before the network acted',
  uploaded: 'kill between the files and the post',
  committed: 'kill after the network accepted, before the answer was read',
  answered: 'kill after the answer was read, before it was written down',
} as const

/** Made from outside; the others strike in the lab. */
export type ClaimPosition = 'before-claim' | 'after-claim'

/** A header of an answer whose reader is to die of it. */
export const killsItsReader = 'x-kills-its-reader'
