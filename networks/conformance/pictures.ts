import assert from 'node:assert/strict'
import type { Interaction } from '../contract.ts'
import type { Lab } from '../lab/lab.ts'
import type { PictureForm } from '../lab/network.ts'

/** Exactly one picture stands with the words, in the form the network tells it, and where it can be fetched it is one. */
export async function showsPicture(lab: Lab, what: Interaction, form: PictureForm): Promise<void> {
  assert.deepEqual(
    what.media.map((one) => one.kind),
    ['image'],
    `"${what.text}" carries ${JSON.stringify(what.media)}`,
  )
  const [picture] = what.media
  assert.ok(picture)
  const { alt, mime, bytes } = lab.people.snapshot()
  assert.equal(picture.alt || undefined, form === 'described' ? alt : undefined)
  if (form === 'by-key') return assert.ok(picture.url !== '')
  const answer = await fetch(picture.url)
  assert.equal(answer.status, 200, `${picture.url} answers ${answer.status}`)
  assert.equal(answer.headers.get('content-type'), mime)
  assert.equal((await answer.arrayBuffer()).byteLength, bytes)
}
