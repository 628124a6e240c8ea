import { inTransaction } from '../../kernel/db/connect.ts'
import type { DeskEvent } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'
import { interactionsOf, setLanguage } from '../inbox/index.ts'
import { languageOf } from './language-of.ts'

/** A conversation is in the language of what was said to it last, as far as that can be told; what cannot be told changes nothing. */
export async function noteLanguage(world: World, { brandId, payload }: DeskEvent): Promise<void> {
  const { conversationId, interactionIds } = payload
  if (!brandId || typeof conversationId !== 'string' || !Array.isArray(interactionIds)) return
  const ids = interactionIds.map(String)
  const said = await interactionsOf(world.db, { brandId, ids, limit: ids.length })
  const language = said.map((one) => languageOf(one.text)).find((one) => one !== null)
  if (language) await inTransaction(world.db, (tx) => setLanguage(tx, conversationId, language))
}
