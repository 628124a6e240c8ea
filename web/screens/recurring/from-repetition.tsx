import { useQuery } from '@tanstack/react-query'
import { recurring } from '../../api/planning.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useRuleWords } from './rule-words.ts'

/** A post that a repetition made says so, and leads to it as long as it has not ended. */
export function FromRepetition({ recurringId }: { recurringId: string }) {
  const say = useWords()
  const brand = useBrand()
  const inWords = useRuleWords()
  const { data } = useQuery(recurring(brand.id))
  if (!data) return null
  const rule = data.items.find((one) => one.id === recurringId)
  return (
    <Banner
      tone="note"
      icon="repeat"
      acts={
        rule && (
          <ButtonLink to={`/brands/${brand.id}/recurring`} hash={recurringId} size="s">
            {say('recurring.from.look')}
          </ButtonLink>
        )
      }
    >
      {rule ? say('recurring.from', { rule: inWords(rule) }) : say('recurring.from.ended')}
    </Banner>
  )
}
