import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Greeted, Greeting } from '../people/index.ts'
import { chooseLanguage } from './choose-language.ts'
import { fillReply, firstNameOf } from './fill-reply.ts'
import { savedRepliesOf } from './saved-replies.ts'

/** The brand's own words for newcomers: the saved reply that is called "Greeting" in one of our languages. */
export async function greetingReply(
  db: DbOrTx,
  { brandId, names }: { brandId: string; names: string[] },
): Promise<((to: Greeted) => Greeting) | undefined> {
  const called = new Set(names.map(plain))
  const reply = (await savedRepliesOf(db, brandId)).find((row) => called.has(plain(row.name)))
  if (!reply) return undefined
  return ({ name, handle, languages, by, brand }) => {
    const language = chooseLanguage(Object.keys(reply.texts), languages) ?? ''
    const { text } = fillReply(reply.texts[language] ?? '', {
      ...{ 'person.name': name, 'person.firstName': firstNameOf(name), 'person.handle': handle },
      ...{ 'agent.name': by, 'agent.firstName': firstNameOf(by), 'brand.name': brand },
    })
    return { text, language }
  }
}

const plain = (name: string) => name.trim().normalize('NFC').toLowerCase()
