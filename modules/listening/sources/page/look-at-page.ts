import type { World } from '../../../../kernel/world.ts'
import { troubled } from '../trouble.ts'
import { type Looked, look } from '../web/look.ts'
import type { PageCursor } from './page-cursor.ts'

const accept = 'text/html,application/xhtml+xml;q=0.9,text/plain;q=0.5'
const largest = 2 * 1024 * 1024

/** Throws `rejected` for what is no page. */
export async function lookAt(
  world: World,
  url: string,
  validators: PageCursor['validators'],
  signal: AbortSignal,
): Promise<Looked> {
  const found = await look(world, { url, validators, accept, maxBytes: largest, asRobot: true }, signal)
  if (found.is === 'read' && !/html|text\/plain/i.test(found.type))
    throw troubled('rejected', 'listening.trouble.noPage', undefined, {
      evidence: { code: 'NO_PAGE' },
    })
  return found
}
