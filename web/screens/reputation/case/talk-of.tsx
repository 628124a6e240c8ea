import { Link } from '@tanstack/react-router'
import type { Case } from '../../../api/reputation.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'

/** Who began a conversation of a case, as the way to it. */
export function TalkOf({ talk }: { talk: Case['gathered'][number] }) {
  const say = useWords()
  const brand = useBrand()
  return (
    <Link to="/inbox/$brandId/$conversationId" params={{ brandId: brand.id, conversationId: talk.id }}>
      <bdi>{talk.author?.name || talk.author?.handle || say('inbox.nobody')}</bdi>
    </Link>
  )
}
