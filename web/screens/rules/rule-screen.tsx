import { useQuery } from '@tanstack/react-query'
import { type Rule, rules } from '../../api/rules.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useParam } from '../../shell/here.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Page } from '../../ui/layout.tsx'
import { RuleEditor } from './rule-editor.tsx'
import type { Written } from './starting.ts'

export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const ruleId = useParam('ruleId')
  const asked = useQuery(rules(brand.id))
  const rule = asked.data?.items.find((one) => one.id === ruleId)
  if (rule) return <RuleEditor key={rule.version} title={rule.name} first={writtenOf(rule)} rule={rule} />
  return (
    <Page title={say('rules.rule')} width="narrow">
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={4} height="6rem" />}
      {asked.data && (
        <EmptyState
          title={say('rules.gone')}
          acts={
            <ButtonLink to="/brands/$brandId/rules" params={{ brandId: brand.id }} icon="arrow-left">
              {say('rules.list')}
            </ButtonLink>
          }
        />
      )}
    </Page>
  )
}

const writtenOf = ({ name, match, actions, isOn, stops }: Rule): Written => ({
  ...{ name, all: match.all, conditions: match.conditions, actions, isOn, stops },
})
