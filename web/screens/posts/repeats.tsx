import { useQuery } from '@tanstack/react-query'
import { recurring } from '../../api/planning.ts'
import { useWords } from '../../i18n/words.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useRuleWords } from '../recurring/rule-words.ts'

/** How the post comes again, when it does. */
export function Repeats({ brandId, postId }: { brandId: string; postId: string }) {
  const say = useWords()
  const inWords = useRuleWords()
  const rules = useQuery(recurring(brandId)).data?.items.filter((one) => one.postId === postId) ?? []
  if (rules.length === 0) return null
  return (
    <Banner
      tone="note"
      icon="repeat"
      acts={
        <ButtonLink to={`/brands/${brandId}/recurring`} size="s">
          {say('recurring.look')}
        </ButtonLink>
      }
    >
      {rules.map((rule) => (
        <p key={rule.id}>{say(rule.paused ? 'recurring.of.paused' : 'recurring.of', { rule: inWords(rule) })}</p>
      ))}
    </Banner>
  )
}
